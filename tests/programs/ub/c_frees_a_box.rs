// SPDX-License-Identifier: MIT
// What Rust has allocated, C cannot give back.

use std::ffi::c_char;

extern "C" {
    fn discard(text: *mut c_char);
}

fn main() {
    let text = Box::into_raw(Box::new([104i8, 105, 0]));
    unsafe { discard(text as *mut c_char) }; //~ ub: which is heap memory, using `free`
}
