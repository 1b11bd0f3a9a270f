// SPDX-License-Identifier: MIT
// The C library would end the process.

use std::ffi::c_char;

extern "C" {
    fn greeting() -> *mut c_char;
    fn discard(text: *mut c_char);
}

fn main() {
    unsafe {
        let text = greeting();
        discard(text);
        discard(text); //~ ub: which has been freed
    }
}
