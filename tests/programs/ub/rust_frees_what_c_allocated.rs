// SPDX-License-Identifier: MIT
// What C has allocated, Rust cannot give back.

use std::ffi::c_char;

extern "C" {
    fn greeting() -> *mut c_char;
}

fn main() {
    let text = unsafe { Box::from_raw(greeting() as *mut [u8; 6]) };
    println!("{}", text[0]);
    drop(text); //~ ub: which is native memory, using heap deallocation
}
