// SPDX-License-Identifier: MIT
// Adding an element moves the others to larger memory; the old pointer stays behind.

fn main() {
    let mut values = vec![1, 2];
    let first = values.as_ptr();
    values.push(3);
    assert_eq!(values.len(), 3);
    let value = unsafe { *first }; //~ ub: has been freed
    assert_eq!(value, 1);
}
