// SPDX-License-Identifier: MIT
// What alloc returns has no value yet.

use std::alloc::{alloc, Layout};

fn main() {
    let block = unsafe { alloc(Layout::new::<[u16; 5]>()) }.cast::<u16>();
    unsafe { block.write(1) };
    let second = unsafe { *block.add(1) }; //~ ub: uninitialized
    assert_eq!(second, 0);
}
