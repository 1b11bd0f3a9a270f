// SPDX-License-Identifier: MIT
// C's memcmp wants pointers to memory even when it has nothing to compare.

use std::ffi::c_void;

extern "C" {
    fn memcmp(left: *const c_void, right: *const c_void, size: usize) -> i32;
}

fn main() {
    let nowhere = std::ptr::without_provenance::<c_void>(0x28);
    let order = unsafe { memcmp(nowhere, nowhere, 0) }; //~ ub: pointer must point to some allocation, but got 0x28[noalloc]
    assert_eq!(order, 0);
}
