// SPDX-License-Identifier: MIT
// The string has six bytes with its NUL; the loop reads a seventh.

use std::ffi::c_char;

extern "C" {
    fn greeting() -> *mut c_char;
    fn discard(text: *mut c_char);
}

fn main() {
    unsafe {
        let text = greeting();
        let mut sum = 0;
        for i in 0..=6 {
            sum += *text.add(i) as i32; //~ ub: at or beyond the end of the allocation of size 6 bytes
        }
        println!("{sum}");
        discard(text);
    }
}
