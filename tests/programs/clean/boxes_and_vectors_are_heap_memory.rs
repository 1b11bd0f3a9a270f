// SPDX-License-Identifier: MIT
// A box goes to C as a raw pointer and comes back; C fills a vector's spare room; a list of boxes
// is freed with its head.

use std::ptr::NonNull;

extern "C" {
    fn double_it(value: *mut i32);
    fn fill(values: *mut u16, count: usize);
}

struct Node {
    value: i32,
    next: Option<Box<Node>>,
}

fn sum(node: &Node) -> i32 {
    match &node.next {
        Some(next) => node.value + sum(next),
        None => node.value,
    }
}

fn main() {
    let raw = Box::into_raw(Box::new(21));
    unsafe { double_it(raw) };
    let back = unsafe { Box::from_raw(raw) };
    assert_eq!(*back, 42);

    let mut values: Vec<u16> = Vec::with_capacity(3);
    unsafe {
        fill(values.as_mut_ptr(), 3);
        values.set_len(3);
    }
    values.push(9);
    values[0] += 1;
    assert_eq!(values[0] + values[2] + values[3], 18);
    assert_eq!(values.len(), 4);

    let zeros = vec![0u8; 5];
    assert_eq!(zeros.len(), 5);
    let none: Vec<i64> = Vec::new();
    assert!(none.is_empty());

    let tail = Node { value: 2, next: None };
    let list = Node { value: 1, next: Some(Box::new(tail)) };
    assert_eq!(sum(&list), 3);

    let leaked = NonNull::from(Box::leak(Box::new(5i64)));
    assert_eq!(unsafe { *leaked.as_ref() }, 5);
    drop(unsafe { Box::from_raw(leaked.as_ptr()) });
}
