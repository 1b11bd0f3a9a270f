// SPDX-License-Identifier: MIT
// So does memcpy.

use std::ffi::c_void;

extern "C" {
    fn memcpy(target: *mut c_void, source: *const c_void, size: usize) -> *mut c_void;
}

fn main() {
    let mut room = 3_u32;
    let target = (&raw mut room).cast::<c_void>();
    let nowhere = 0x70 as *const c_void;
    unsafe { memcpy(target, nowhere, 0) }; //~ ub: pointer must point to some allocation, but got 0x70[wildcard]
    assert_eq!(room, 3);
}
