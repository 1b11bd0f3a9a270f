// SPDX-License-Identifier: MIT
// Nor is a function.

use std::alloc::{dealloc, Layout};

fn noop() {}

fn main() {
    let code = noop as fn() as *mut u8;
    unsafe { dealloc(code, Layout::new::<u8>()) }; //~ ub: which is a function
}
