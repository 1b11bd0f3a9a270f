// SPDX-License-Identifier: MIT
// The count is an isize, the number of bytes is not.

fn main() {
    let value = 1_u64;
    let start = &raw const value;
    let _far = unsafe { start.offset(isize::MIN / 4) }; //~ ub: overflows
}
