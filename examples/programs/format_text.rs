// SPDX-License-Identifier: MIT
//
// Formats with the C library's snprintf, whose arguments depend on its format: first into no room at
// all, which tells the length, then into memory of just that size.
//~ library: libc.so.6

use std::ffi::{c_char, c_int, CStr, CString};
use std::ptr;

extern "C" {
    fn snprintf(buffer: *mut c_char, size: usize, format: *const c_char, ...) -> c_int;
}

macro_rules! c_format {
    ($format:expr $(, $argument:expr)*) => {{
        let format: &CStr = $format;
        let length = unsafe { snprintf(ptr::null_mut(), 0, format.as_ptr() $(, $argument)*) };
        let mut bytes = vec![0u8; length as usize + 1];
        let buffer = bytes.as_mut_ptr() as *mut c_char;
        unsafe { snprintf(buffer, bytes.len(), format.as_ptr() $(, $argument)*) };
        bytes.pop();
        String::from_utf8(bytes).unwrap()
    }};
}

fn main() {
    let name = CString::new("pi").unwrap();
    println!("{}", c_format!(c"%s = %.10f", name.as_ptr(), std::f64::consts::PI));
    println!("{}", c_format!(c"[%5d|%-5d|%05d|%+d]", 42, 42, 42, 42));
    println!("{}", c_format!(c"%llx %llu", u64::MAX, u64::MAX));
    println!("{}", c_format!(c"%c%c%c", b'C' as c_int, b'+' as c_int, b'R' as c_int));
    println!("{}", c_format!(c"%*.*s|", 8 as c_int, 3 as c_int, c"truncated".as_ptr()));
    println!("{}", c_format!(c"%g %e %a", 0.0001, 12345.678, 1.0));
    let mut count: c_int = 0;
    println!("{}", c_format!(c"12345%n6789", &mut count as *mut c_int));
    println!("{count} bytes were there");
}
