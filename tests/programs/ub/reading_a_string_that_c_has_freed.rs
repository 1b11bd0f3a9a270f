// SPDX-License-Identifier: MIT
// The string is C's, and C has taken it back.

use std::ffi::c_char;

extern "C" {
    fn greeting() -> *mut c_char;
    fn discard(text: *mut c_char);
}

fn main() {
    unsafe {
        let text = greeting();
        discard(text);
        println!("{}", *text); //~ ub: has been freed
    }
}
