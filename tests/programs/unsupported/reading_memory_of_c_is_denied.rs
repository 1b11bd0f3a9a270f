// SPDX-License-Identifier: MIT
// The pointer is good, but the machine does not know what lies there: no fault of the program.
//~ options: --foreign=deny

extern "C" {
    fn start_counter(start: i32) -> *mut i32;
    fn count(counter: *mut i32) -> i32;
}

fn main() {
    let counter = unsafe { start_counter(1) };
    assert_eq!(unsafe { count(counter) }, 2);
    let value = unsafe { *counter }; //~ unsupported
    assert_eq!(value, 2);
}
