// SPDX-License-Identifier: MIT
//
// strncpy writes no NUL when the text is as long as the room for it.
//~ library: libc.so.6

use std::ffi::{c_char, CStr};

extern "C" {
    fn strncpy(target: *mut c_char, source: *const c_char, size: usize) -> *mut c_char;
}

fn main() {
    let mut code = [0 as c_char; 4];
    unsafe { strncpy(code.as_mut_ptr(), c"EURO".as_ptr(), code.len()) };
    let code = unsafe { CStr::from_ptr(code.as_ptr()) }; //~ ub: at or beyond the end
    println!("{:?}", code.to_str());
}
