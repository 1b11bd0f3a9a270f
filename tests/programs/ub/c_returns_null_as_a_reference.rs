// SPDX-License-Identifier: MIT
// A result declared as a reference must not be null, used or not.

extern "C" {
    fn largest(values: *const i32, length: usize) -> &'static i32;
}

fn main() {
    let values = [4, 8, 6];
    let start = &raw const values as *const i32;
    assert_eq!(*unsafe { largest(start, 3) }, 8);
    let _largest = unsafe { largest(start, 0) }; //~ ub: null reference
}
