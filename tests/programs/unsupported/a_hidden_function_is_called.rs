// SPDX-License-Identifier: MIT
// A function that the library does not export cannot be called from outside it, though its own
// functions can.

extern "C" {
    fn exported(value: i32) -> i32;
    fn hidden(value: i32) -> i32;
}

fn main() {
    let value = unsafe { exported(1) };
    assert_eq!(value, 2);
    let value = unsafe { hidden(value) }; //~ unsupported: hidden
    assert_eq!(value, 3);
}
