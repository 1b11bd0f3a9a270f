// SPDX-License-Identifier: MIT
// The divisor comes from C and is checked before the division.

extern "C" {
    fn divisor() -> i64;
}

fn main() {
    let divisor = unsafe { divisor() };
    let quotient = 1000 / divisor; //~ panic: divide
    assert_eq!(quotient, 0);
}
