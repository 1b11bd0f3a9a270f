// SPDX-License-Identifier: MIT
// The search fails, and Rust reads the answer all the same.

extern "C" {
    fn find(values: *const i32, length: usize, wanted: i32) -> *const i32;
}

fn main() {
    let values = [1, 2, 3];
    let start = &raw const values as *const i32;
    let two = unsafe { find(start, 3, 2) };
    assert_eq!(unsafe { *two }, 2);
    let four = unsafe { find(start, 3, 4) };
    assert_eq!(unsafe { *four }, 4); //~ ub: null pointer
}
