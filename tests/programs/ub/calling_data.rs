// SPDX-License-Identifier: MIT
// The bytes of a `ret` instruction in an array are no function of the abstract machine.

fn main() {
    let code = Box::new([0xc3_u8, 0x90]);
    let function = unsafe { std::mem::transmute::<*const [u8; 2], fn()>(&raw const *code) };
    function(); //~ ub: as function pointer but it does not point to a function
}
