// SPDX-License-Identifier: MIT
// NonNull is never null.

use std::ptr::NonNull;

fn main() {
    let number = 0_usize;
    let pointer = unsafe { std::mem::transmute::<usize, NonNull<u8>>(number) }; //~ ub: encountered a null pointer
    assert_eq!(pointer.as_ptr() as usize, 0);
}
