// SPDX-License-Identifier: MIT
// Arithmetic that must stay in bounds needs an allocation that is alive.

fn main() {
    let pointer = Box::into_raw(Box::new([0_u8; 40]));
    drop(unsafe { Box::from_raw(pointer) });
    let _beyond = unsafe { pointer.cast::<u8>().add(9) }; //~ ub: in-bounds pointer arithmetic failed: attempting to offset pointer by 9 bytes, but got
}
