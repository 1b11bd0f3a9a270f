// SPDX-License-Identifier: MIT
// `free` is for what `malloc` has made.

use std::ffi::c_void;

extern "C" {
    fn free(memory: *mut c_void);
}

fn main() {
    let number = Box::into_raw(Box::new(7));
    unsafe { free(number as *mut c_void) }; //~ ub: which is heap memory, using `free`
}
