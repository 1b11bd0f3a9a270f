// SPDX-License-Identifier: MIT
// The vector is dropped while a raw pointer to its elements is left.

fn main() {
    let values = vec![1, 2, 3];
    let first = values.as_ptr();
    drop(values);
    let value = unsafe { *first.add(0) }; //~ ub: has been freed
    assert_eq!(value, 1);
}
