// SPDX-License-Identifier: MIT
//
// Like strchr, C's function takes `const char *` and answers `char *`: what it leads to is as
// constant as before.

use std::ffi::c_char;

extern "C" {
    fn find_blank(text: *const c_char) -> *mut c_char;
}

static TITLE: [u8; 14] = *b"hello airlock\0";

fn main() {
    let blank = unsafe { find_blank(TITLE.as_ptr() as *const c_char) };
    unsafe { *blank = b'_' as c_char }; //~ ub: which is read-only
    println!("{}", TITLE[5] as char);
}
