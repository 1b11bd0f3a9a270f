// SPDX-License-Identifier: MIT
// Nothing was ever allocated at this number.

use std::alloc::{dealloc, Layout};

fn main() {
    let wild = 0x60 as *mut u8;
    unsafe { dealloc(wild, Layout::new::<u32>()) }; //~ ub: no provenance
}
