// SPDX-License-Identifier: MIT
// The process's environment, as C sees it, has texts and an array of its own, and needs no warning.
//~ library: libc.so.6

use std::ffi::{c_char, c_int, CStr};

extern "C" {
    static environ: *const *const c_char;
    static program_invocation_name: *const c_char;
    fn getenv(name: *const c_char) -> *const c_char;
    fn setenv(name: *const c_char, value: *const c_char, replace: c_int) -> c_int;
}

fn count(mut list: *const *const c_char) -> usize {
    let mut number = 0;
    unsafe {
        while !(*list).is_null() {
            assert!(!CStr::from_ptr(*list).to_bytes().is_empty());
            number += 1;
            list = list.add(1);
        }
    }
    number
}

fn main() {
    let name = unsafe { CStr::from_ptr(program_invocation_name) };
    assert!(!name.to_bytes().is_empty());

    let before = unsafe { count(environ) };
    let set = unsafe { setenv(c"AIRLOCK_TEST".as_ptr(), c"a value".as_ptr(), 1) };
    assert!(set == 0);
    assert!(unsafe { count(environ) } == before + 1);
    let value = unsafe { CStr::from_ptr(getenv(c"AIRLOCK_TEST".as_ptr())) };
    assert!(value.to_bytes() == b"a value");
}
