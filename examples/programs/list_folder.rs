// SPDX-License-Identifier: MIT
//
// A walk over a folder with scandir: a filter and an order written in Rust, and entries that the C
// library allocates and the program gives back one by one, after it has copied their names.
//~ library: libc.so.6

use std::ffi::{c_char, c_int, c_void, CStr, CString};

// Of 64-bit Linux; the name is as long as its NUL says.
#[repr(C)]
struct Dirent {
    inode: u64,
    offset: i64,
    record_length: u16,
    kind: u8,
    name: [c_char; 256],
}

const DT_DIR: u8 = 4;

extern "C" {
    fn scandir(
        folder: *const c_char,
        entries: *mut *mut *mut Dirent,
        filter: extern "C" fn(*const Dirent) -> c_int,
        order: extern "C" fn(*mut *const Dirent, *mut *const Dirent) -> c_int,
    ) -> c_int;
    fn free(memory: *mut c_void);
    fn mkdtemp(template: *mut c_char) -> *mut c_char;
    fn mkdir(path: *const c_char, mode: u32) -> c_int;
    fn rmdir(path: *const c_char) -> c_int;
    fn strcmp(left: *const c_char, right: *const c_char) -> c_int;
}

fn name_of(entry: *const Dirent) -> *const c_char {
    unsafe { (&raw const (*entry).name).cast() }
}

extern "C" fn is_shown(entry: *const Dirent) -> c_int {
    unsafe { (*name_of(entry) != b'.' as c_char) as c_int }
}

// Folders first, then by name.
extern "C" fn order(left: *mut *const Dirent, right: *mut *const Dirent) -> c_int {
    unsafe {
        let (left, right) = (*left, *right);
        let is_left = (*left).kind == DT_DIR;
        let is_right = (*right).kind == DT_DIR;
        if is_left != is_right {
            return if is_left { -1 } else { 1 };
        }
        strcmp(name_of(left), name_of(right))
    }
}

struct Entry {
    name: String,
    is_folder: bool,
}

fn list(folder: &CStr) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut list = std::ptr::null_mut();
    unsafe {
        let count = scandir(folder.as_ptr(), &mut list, is_shown, order);
        for index in 0..count as usize {
            let entry = *list.add(index);
            let name = String::from(CStr::from_ptr(name_of(entry)).to_str().unwrap());
            found.push(Entry { name, is_folder: (*entry).kind == DT_DIR });
            free(entry.cast());
        }
        free(list.cast());
    }
    found
}

fn path(folder: &CStr, name: &str) -> CString {
    let mut path = String::from(folder.to_str().unwrap());
    path.push_str("/");
    path.push_str(name);
    CString::new(path).unwrap()
}

fn walk(folder: &CStr, depth: usize) {
    for entry in list(folder) {
        for _ in 0..depth {
            print!("  ");
        }
        println!("{}", entry.name);
        if entry.is_folder {
            let inner = path(folder, &entry.name);
            walk(&inner, depth + 1);
        }
    }
}

fn main() {
    let template = CString::new("/tmp/list_folder_XXXXXX").unwrap().into_raw();
    let folder = unsafe {
        assert!(!mkdtemp(template).is_null());
        CString::from_raw(template)
    };
    let made = ["zoo", "zoo/cat", "bar", "bar/.hidden", "bar/two", "bar/one", "foo"];
    for name in made {
        unsafe { mkdir(path(&folder, name).as_ptr(), 0o700) };
    }
    walk(&folder, 0);
    for name in made.iter().rev() {
        unsafe { rmdir(path(&folder, name).as_ptr()) };
    }
    assert!(unsafe { rmdir(folder.as_ptr()) } == 0);
}
