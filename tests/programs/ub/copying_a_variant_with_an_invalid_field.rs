// SPDX-License-Identifier: MIT
// Only the fields of the variant that is there must be valid.
#[repr(C, u8)]
#[derive(Clone, Copy)]
#[allow(dead_code)]
enum Value {
    Number(u8),
    Flag(bool),
}

fn copy(bytes: [u8; 2]) -> Value {
    unsafe { *(&raw const bytes as *const Value) } //~ ub: Value at .<enum-variant(Flag)>.0: encountered 0x07, but expected a boolean
}

fn main() {
    copy([0, 7]);
    copy([1, 1]);
    copy([1, 7]);
}
