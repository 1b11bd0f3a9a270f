// SPDX-License-Identifier: MIT
// C may hold what it was given, and what that leads to, when the program ends: no leak.

extern "C" {
    fn push(node: *mut Node);
    fn sum() -> i32;
}

#[repr(C)]
struct Node {
    next: *mut Node,
    value: *mut i32,
}

fn node(value: i32) -> *mut Node {
    let value = Box::into_raw(Box::new(value));
    Box::into_raw(Box::new(Node { next: std::ptr::null_mut(), value }))
}

fn main() {
    let last = node(3);
    unsafe {
        push(node(1));
        push(last);
        assert_eq!(sum(), 4);
        drop(Box::from_raw((*last).value));
        (*last).value = Box::into_raw(Box::new(5));
        assert_eq!(sum(), 6);
    }
}
