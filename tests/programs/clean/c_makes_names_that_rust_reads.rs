// SPDX-License-Identifier: MIT
// A list of strings that C allocated is read with its bounds known, grows in Rust's hands by
// `realloc`, and is freed by C.

use std::ffi::{c_char, c_void, CStr};

extern "C" {
    fn make_names(count: usize) -> *mut *mut c_char;
    fn free_names(names: *mut *mut c_char);
    fn realloc(memory: *mut c_void, size: usize) -> *mut c_void;
    fn strdup(text: *const c_char) -> *mut c_char;
}

fn main() {
    unsafe {
        let mut names = make_names(3);
        names = realloc(names as *mut c_void, 5 * size_of::<*mut c_char>()) as *mut *mut c_char;
        *names.add(3) = strdup(c"another".as_ptr());
        *names.add(4) = std::ptr::null_mut();
        let mut index = 0;
        while !(*names.add(index)).is_null() {
            let name = CStr::from_ptr(*names.add(index));
            println!("{}", name.to_str().unwrap());
            index += 1;
        }
        free_names(names);
    }
}
