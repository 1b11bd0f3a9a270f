// SPDX-License-Identifier: MIT
//
// C calls a function of the program on a thread of its own.

extern "C" {
    fn call_on_a_thread(function: extern "C" fn(i32) -> i32, value: i32) -> i32;
}

extern "C" fn next(value: i32) -> i32 {
    value + 1
}

fn main() {
    let value = unsafe { call_on_a_thread(next, 6) }; //~ unsupported: `next` of the program from another thread
    assert!(value == 7);
}
