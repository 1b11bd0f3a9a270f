// SPDX-License-Identifier: MIT
//
// A variadic function is to be called back by C: airlock cannot tell what it would be called with.
use std::ffi::{c_char, c_int};

extern "C" {
    fn count(format: *const c_char, ...) -> c_int;
    fn report(count: unsafe extern "C" fn(*const c_char, ...) -> c_int) -> c_int;
}

fn main() {
    let length = unsafe { report(count) }; //~ unsupported: pointers to the variadic function `count`
    assert!(length == 3);
}
