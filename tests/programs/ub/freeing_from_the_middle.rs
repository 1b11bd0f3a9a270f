// SPDX-License-Identifier: MIT
// Only the pointer that the memory came as can be freed.

use std::alloc::{alloc, dealloc, Layout};

fn main() {
    let layout = Layout::new::<[u8; 32]>();
    let block = unsafe { alloc(layout) };
    let inside = unsafe { block.add(16) };
    unsafe { dealloc(inside, Layout::new::<[u8; 16]>()) }; //~ ub: deallocating
}
