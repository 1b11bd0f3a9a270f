// SPDX-License-Identifier: MIT
// What C points to is read and written like memory of the program's own: texts, slices, lists, and
// pointers in both directions.
//~ options: --foreign=allow

use std::ffi::{c_char, CStr};

#[repr(C)]
struct Node {
    next: *const Node,
    value: i32,
}

extern "C" {
    fn text() -> *const c_char;
    fn own_numbers() -> *mut i32;
    fn sum() -> i32;
    fn list() -> *const Node;
    fn own_slot() -> *mut *const i32;
    fn read_slot() -> i32;
}

fn main() {
    let text = unsafe { CStr::from_ptr(text()) };
    assert!(text.to_bytes() == b"made of bytes");

    let numbers = unsafe { own_numbers() };
    unsafe { *numbers.add(1) = 20 };
    let slice = unsafe { std::slice::from_raw_parts_mut(numbers, 4) };
    slice[3] += slice[1];
    assert!(unsafe { sum() } == 48);

    let mut node = unsafe { list() };
    let mut total = 0;
    while !node.is_null() {
        total += unsafe { (*node).value };
        node = unsafe { (*node).next };
    }
    assert!(total == 60);

    let mine = 7;
    unsafe { *own_slot() = &mine };
    assert!(unsafe { read_slot() } == 7);
    assert!(unsafe { **own_slot() } == 7);
}
