// SPDX-License-Identifier: MIT
// The raw pointer outlives the box that it was made of.

fn main() {
    let owner = Box::new([1.5_f64, 2.5]);
    let pointer = &raw const owner[1];
    drop(owner);
    let value = unsafe { *pointer }; //~ ub: has been freed, so this pointer is dangling
    assert_eq!(value as i32, 2);
}
