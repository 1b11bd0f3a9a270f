// SPDX-License-Identifier: MIT
//
// A callback comes to something that airlock cannot do.

extern "C" {
    fn call_back(function: extern "C" fn(i32), value: i32);
    fn of_no_library(value: i32);
}

extern "C" fn forward(value: i32) {
    unsafe { of_no_library(value) }; //~ unsupported: of_no_library
}

fn main() {
    unsafe { call_back(forward, 7) };
}
