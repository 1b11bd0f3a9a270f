// SPDX-License-Identifier: MIT
// A box of null, even when it is never dropped.

use std::mem::ManuallyDrop;

fn main() {
    let null = std::ptr::null_mut::<u32>();
    let owner = ManuallyDrop::new(unsafe { Box::from_raw(null) }); //~ ub: encountered a null box
    assert_eq!(**owner, 0);
}
