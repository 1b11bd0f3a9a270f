// SPDX-License-Identifier: MIT
//
// scandir's entries are the caller's to free. The name that is kept is a part of one.
//~ library: libc.so.6

use std::ffi::{c_char, c_int, c_void, CStr};

#[repr(C)]
struct Dirent {
    inode: u64,
    offset: i64,
    record_length: u16,
    kind: u8,
    name: [c_char; 256],
}

extern "C" {
    fn scandir(
        folder: *const c_char,
        entries: *mut *mut *mut Dirent,
        filter: Option<extern "C" fn(*const Dirent) -> c_int>,
        order: Option<extern "C" fn(*mut *const Dirent, *mut *const Dirent) -> c_int>,
    ) -> c_int;
    fn free(memory: *mut c_void);
}

fn first_name(folder: &CStr) -> *const c_char {
    let mut entries = std::ptr::null_mut();
    unsafe {
        let count = scandir(folder.as_ptr(), &mut entries, None, None);
        let name = (&raw const (**entries).name).cast();
        for index in 0..count as usize {
            free((*entries.add(index)).cast());
        }
        free(entries.cast());
        name
    }
}

fn main() {
    let name = first_name(c"/proc/self/task");
    let length = unsafe { CStr::from_ptr(name) }.to_bytes().len(); //~ ub: has been freed
    println!("{}", length);
}
