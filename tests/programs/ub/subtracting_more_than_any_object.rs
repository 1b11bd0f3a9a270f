// SPDX-License-Identifier: MIT
// sub, with a count that only fits when it is taken for negative.

fn main() {
    let value = 1_u8;
    let start = &raw const value;
    let _next = unsafe { start.sub(usize::MAX) }; //~ ub: overflows
}
