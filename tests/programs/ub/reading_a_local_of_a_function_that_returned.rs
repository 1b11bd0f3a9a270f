// SPDX-License-Identifier: MIT
// C writes to the local while its function runs; the caller reads it afterwards.

#![allow(dangling_pointers_from_locals)]

extern "C" {
    fn set(slot: *mut i32, value: i32);
}

fn escape() -> *mut i32 {
    let mut local = 0;
    let pointer = &raw mut local;
    unsafe { set(pointer, 3) };
    pointer
}

fn main() {
    let pointer = escape();
    let value = unsafe { pointer.read() }; //~ ub: has been freed
    assert_eq!(value, 3);
}
