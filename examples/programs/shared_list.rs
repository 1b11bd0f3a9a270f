// SPDX-License-Identifier: MIT
//
// A linked list that both sides change: Rust makes the nodes, C links them and hands some back, and
// Rust finds each again behind pointers that C has stored, and frees it.

use std::ptr;

#[repr(C)]
struct Node {
    next: *mut Node,
    value: i64,
    visits: u32,
}

#[repr(C)]
struct List {
    first: *mut Node,
    length: usize,
}

extern "C" {
    fn list_insert(list: *mut List, node: *mut Node);
    fn list_reverse(list: *mut List);
    fn list_sum(list: *const List) -> i64;
    fn list_find(list: *const List, value: i64) -> *mut Node;
    fn list_take_below(list: *mut List, limit: i64) -> *mut Node;
}

impl List {
    fn insert(&mut self, value: i64) {
        let node = Box::new(Node { next: ptr::null_mut(), value, visits: 0 });
        unsafe { list_insert(self, Box::into_raw(node)) }
    }

    fn values(&self) -> Vec<i64> {
        let mut values = Vec::with_capacity(self.length);
        let mut node = self.first;
        while let Some(current) = unsafe { node.as_ref() } {
            values.push(current.value);
            node = current.next;
        }
        values
    }
}

fn free(mut node: *mut Node) -> (usize, u32) {
    let mut freed = 0;
    let mut visits = 0;
    while !node.is_null() {
        let owned = unsafe { Box::from_raw(node) };
        node = owned.next;
        freed += 1;
        visits += owned.visits;
    }
    (freed, visits)
}

fn main() {
    let mut list = List { first: ptr::null_mut(), length: 0 };
    for value in [5, 1, 9, 7, 2] {
        list.insert(value);
    }
    println!("{:?}", list.values());
    unsafe { list_reverse(&mut list) };
    println!("{:?}, sum {}", list.values(), unsafe { list_sum(&list) });

    if let Some(seven) = unsafe { list_find(&list, 7).as_mut() } {
        seven.value = 70;
        println!("7 was found after {} visits", seven.visits);
    }
    println!("8 is there: {}", !unsafe { list_find(&list, 8) }.is_null());

    let small = unsafe { list_take_below(&mut list, 6) };
    println!("{:?}, {} nodes", list.values(), list.length);
    println!("freed with visits: {:?} and {:?}", free(small), free(list.first));
}
