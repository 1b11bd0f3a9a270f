// SPDX-License-Identifier: MIT
//
// snprintf answers how long the text would have been, which is more than there was room for.
//~ library: libc.so.6

use std::ffi::{c_char, c_int};
use std::slice;

extern "C" {
    fn snprintf(buffer: *mut c_char, size: usize, format: *const c_char, ...) -> c_int;
}

fn main() {
    let mut buffer = [0u8; 8];
    let room = buffer.as_mut_ptr() as *mut c_char;
    let length = unsafe { snprintf(room, buffer.len(), c"%d items".as_ptr(), 12345 as c_int) };
    let text = unsafe { slice::from_raw_parts(buffer.as_ptr(), length as usize) }; //~ ub: bytes from the end
    println!("{}", String::from_utf8_lossy(text));
}
