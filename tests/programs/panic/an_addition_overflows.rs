// SPDX-License-Identifier: MIT
// Overflow checks are on: the addition panics.

extern "C" {
    fn largest() -> u8;
}

fn main() {
    let largest = unsafe { largest() };
    let sum = largest + 1; //~ panic: overflow
    assert_eq!(sum, 0);
}
