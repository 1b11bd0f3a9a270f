// SPDX-License-Identifier: MIT
// Three nodes on the Rust stack; only the first is passed, the others are reached through
// pointers in memory. C then reverses the list, and Rust walks what C linked.

#[repr(C)]
struct Node {
    value: i32,
    next: *mut Node,
}

extern "C" {
    fn sum(list: *const Node) -> i32;
    fn reverse(list: *mut Node) -> *mut Node;
}

fn main() {
    let mut last = Node { value: 300, next: std::ptr::null_mut() };
    let mut middle = Node { value: 20, next: &mut last };
    let mut first = Node { value: 1, next: &mut middle };
    let list = &raw mut first;

    assert_eq!(unsafe { sum(list) }, 321);
    let mut node = unsafe { reverse(list) };
    let mut digits = 0;
    while !node.is_null() {
        unsafe {
            digits = digits * 1000 + (*node).value;
            node = (*node).next;
        }
    }
    assert_eq!(digits, 300_020_001);
}
