// SPDX-License-Identifier: MIT
//
// Pointer chasing: a ring of nodes, linked in a scattered order, is walked through raw pointers and
// each node is read and written. The C twin computes the same.
use std::ffi::{c_char, c_int};
use std::ptr::null_mut;

extern "C" {
    fn getenv(name: *const c_char) -> *const c_char;
    fn atoi(text: *const c_char) -> c_int;
    fn printf(format: *const c_char, ...) -> c_int;
}

const NODES: usize = 512;

#[derive(Clone, Copy)]
#[repr(C)]
struct Node {
    next: *mut Node,
    value: u64,
    visits: u64,
}

fn link(nodes: &mut [Node; NODES]) -> *mut Node {
    let first = nodes as *mut [Node; NODES] as *mut Node;
    let mut index = 0;
    while index < NODES {
        let target = (index + 197) % NODES;
        unsafe {
            let node = first.add(index);
            (*node).next = first.add(target);
            (*node).value = index as u64;
        }
        index += 1;
    }
    first
}

fn walk(start: *mut Node) -> u64 {
    let mut node = start;
    let mut total = 0;
    loop {
        unsafe {
            total += (*node).value;
            (*node).visits += 1;
            node = (*node).next;
        }
        if node == start {
            return total;
        }
    }
}

fn main() {
    let count = unsafe { atoi(getenv(b"COUNT\0".as_ptr().cast())) };
    let empty = Node { next: null_mut(), value: 0, visits: 0 };
    let mut nodes = [empty; NODES];
    let start = link(&mut nodes);
    let mut total = 0;
    let mut round = 0;
    while round < count {
        total += walk(start);
        round += 1;
    }
    unsafe { printf(b"%llu\n\0".as_ptr().cast(), total) };
}
