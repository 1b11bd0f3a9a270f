// SPDX-License-Identifier: MIT
// C returns the end of the array, a pointer that may be compared and must not be read.

extern "C" {
    fn end_of(values: *const i32, length: usize) -> *const i32;
}

fn main() {
    let values = [1, 2, 3];
    let start = &raw const values as *const i32;
    let end = unsafe { end_of(start, 3) };
    assert!(unsafe { start.add(3) } == end);
    let value = unsafe { *end }; //~ ub: no provenance
    assert_eq!(value, 4);
}
