// SPDX-License-Identifier: MIT
// Memory goes back with the layout that it came with.

use std::alloc::{alloc, dealloc, Layout};

fn main() {
    let block = unsafe { alloc(Layout::new::<[u64; 4]>()) };
    unsafe { dealloc(block, Layout::new::<[u64; 3]>()) }; //~ ub: incorrect layout on deallocation
}
