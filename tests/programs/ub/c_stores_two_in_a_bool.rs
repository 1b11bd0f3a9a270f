// SPDX-License-Identifier: MIT
// A bool that C filled through a pointer is checked when Rust reads it.

use std::mem::MaybeUninit;

extern "C" {
    fn store_truth(slot: *mut bool);
}

fn main() {
    let mut slot = MaybeUninit::<bool>::uninit();
    unsafe { store_truth(slot.as_mut_ptr()) };
    let answer = unsafe { *slot.as_mut_ptr() }; //~ ub: encountered 0x02
    assert!(answer);
}
