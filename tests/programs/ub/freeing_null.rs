// SPDX-License-Identifier: MIT
// C's free takes null, Rust's dealloc does not.

use std::alloc::{dealloc, Layout};

fn release(block: *mut u8) {
    unsafe { dealloc(block, Layout::new::<u64>()) }; //~ ub: null pointer
}

fn main() {
    release(std::ptr::null_mut());
}
