// SPDX-License-Identifier: MIT
//
// Pointer chasing by references: a binary tree in an array is searched through references, which
// are validated wherever they are made or copied. The C twin computes the same.
use std::ffi::{c_char, c_int};

extern "C" {
    fn getenv(name: *const c_char) -> *const c_char;
    fn atoi(text: *const c_char) -> c_int;
    fn printf(format: *const c_char, ...) -> c_int;
}

const NODES: usize = 1024;

#[derive(Clone, Copy)]
struct Node {
    key: u32,
    left: u32,
    right: u32,
}

fn build(nodes: &mut [Node; NODES]) {
    let mut index = 1;
    while index < NODES {
        let key = (index as u32).wrapping_mul(2654435761) >> 8;
        nodes[index].key = key;
        let mut at = 0;
        loop {
            let node = &mut nodes[at];
            let link = if key < node.key { &mut node.left } else { &mut node.right };
            if *link == 0 {
                *link = index as u32;
                break;
            }
            at = *link as usize;
        }
        index += 1;
    }
}

fn depth_of(nodes: &[Node; NODES], key: u32) -> u32 {
    let mut node = &nodes[0];
    let mut depth = 0;
    while node.key != key {
        let link = if key < node.key { &node.left } else { &node.right };
        if *link == 0 {
            return 0;
        }
        node = &nodes[*link as usize];
        depth += 1;
    }
    depth
}

fn main() {
    let count = unsafe { atoi(getenv(b"COUNT\0".as_ptr().cast())) };
    let mut nodes = [Node { key: 1 << 23, left: 0, right: 0 }; NODES];
    build(&mut nodes);
    let mut total = 0;
    let mut round = 0;
    while round < count {
        let index = (round as u32) % (NODES as u32 - 1) + 1;
        total += depth_of(&nodes, index.wrapping_mul(2654435761) >> 8);
        round += 1;
    }
    unsafe { printf(b"%u\n\0".as_ptr().cast(), total) };
}
