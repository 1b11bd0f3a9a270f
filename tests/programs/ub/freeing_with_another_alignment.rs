// SPDX-License-Identifier: MIT
// The size is right, the alignment is not.

use std::alloc::{alloc, dealloc, Layout};

fn main() {
    let layout = unsafe { Layout::from_size_align_unchecked(24, 2) };
    let block = unsafe { alloc(layout) };
    unsafe { dealloc(block, Layout::new::<[u64; 3]>()) }; //~ ub: incorrect layout on deallocation
}
