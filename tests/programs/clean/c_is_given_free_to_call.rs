// SPDX-License-Identifier: MIT
// The function that frees is C's own, and goes back to C as a pointer.

use std::ffi::{c_char, c_int, c_void};

extern "C" {
    fn strdup(text: *const c_char) -> *mut c_char;
    fn free(memory: *mut c_void);
    fn take(text: *mut c_void, destroy: unsafe extern "C" fn(*mut c_void));
    fn finish() -> c_int;
}

fn main() {
    unsafe {
        take(strdup(c"A".as_ptr()) as *mut c_void, free);
        println!("{}", finish());
    }
}
