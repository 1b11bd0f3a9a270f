// SPDX-License-Identifier: MIT
// The second one to free it does not know of the first.

use std::alloc::{alloc, dealloc, Layout};

fn release(block: *mut u8) {
    unsafe { dealloc(block, Layout::new::<u128>()) }; //~ ub: has been freed
}

fn main() {
    let block = unsafe { alloc(Layout::new::<u128>()) };
    release(block);
    release(block);
}
