// SPDX-License-Identifier: MIT
// The address is right, but nobody exposed the memory it belongs to.

use std::alloc::{alloc, dealloc, Layout};

fn main() {
    let layout = Layout::new::<u64>();
    let block = unsafe { alloc(layout) };
    let again = std::ptr::with_exposed_provenance_mut::<u8>(block.addr());
    unsafe { dealloc(again, layout) }; //~ ub: no provenance
}
