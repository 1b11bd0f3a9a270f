// SPDX-License-Identifier: MIT
// A function begins at its address and nowhere else.

fn noop() {}

fn main() {
    let start = noop as fn() as *const u8;
    let inside = start.wrapping_add(4);
    let function = unsafe { std::mem::transmute::<*const u8, fn()>(inside) };
    function(); //~ ub: +0x4 as function pointer but it does not point to a function
}
