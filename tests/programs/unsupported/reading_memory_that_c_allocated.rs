// SPDX-License-Identifier: MIT
// The pointer is good, but the machine cannot vouch for memory that C took from its own heap:
// no fault of the program.

extern "C" {
    fn new_counter(start: i32) -> *mut i32;
    fn count(counter: *mut i32) -> i32;
    fn free_counter(counter: *mut i32);
}

fn main() {
    let counter = unsafe { new_counter(1) };
    assert_eq!(unsafe { count(counter) }, 2);
    let value = unsafe { *counter }; //~ unsupported
    assert_eq!(value, 2);
    unsafe { free_counter(counter) };
}
