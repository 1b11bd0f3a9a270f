// SPDX-License-Identifier: MIT
// The string belongs to whoever called for it. What the library keeps for itself is no leak.

use std::ffi::{c_char, CStr};

extern "C" {
    fn make_name(number: i32) -> *mut c_char;
}

fn main() {
    let name = unsafe { CStr::from_ptr(make_name(3)) }; //~ leak: C heap, size: 7
    println!("{}", name.to_str().unwrap());
}
