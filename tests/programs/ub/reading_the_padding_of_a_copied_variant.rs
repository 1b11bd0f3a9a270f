// SPDX-License-Identifier: MIT
// A copy of a small variant does not keep what lay beside it.
#[repr(C, u8)]
#[derive(Clone, Copy)]
#[allow(dead_code)]
enum Value {
    Small(u8),
    Large([u8; 8]),
}

fn main() {
    let mut value = Value::Large([7; 8]);
    unsafe { *(&raw mut value as *mut u8) = 0 };
    let copy = value;
    let byte = unsafe { *(&raw const copy as *const u8).add(5) }; //~ ub: memory is uninitialized at [0x5..0x6]
    let _ = byte;
}
