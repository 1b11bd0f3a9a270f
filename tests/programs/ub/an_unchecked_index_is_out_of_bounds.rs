// SPDX-License-Identifier: MIT
// The index is the length of the slice, one more than the last.

fn main() {
    let values = [1, 2, 3];
    let slice: &[i32] = &values;
    let value = unsafe { *slice.get_unchecked(3) }; //~ ub: out of bounds
    assert_eq!(value, 3);
}
