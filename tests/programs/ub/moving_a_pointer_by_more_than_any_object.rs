// SPDX-License-Identifier: MIT
// The distance in bytes is no isize.

fn main() {
    let values = [1_u64, 2];
    let start = values.as_ptr();
    let _far = unsafe { start.add(usize::MAX / 8) }; //~ ub: overflows
}
