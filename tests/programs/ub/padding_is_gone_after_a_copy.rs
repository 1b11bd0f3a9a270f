// SPDX-License-Identifier: MIT
// The bytes between two fields are zero in the original, and nothing at all in its copy.

use std::mem::MaybeUninit;

#[derive(Clone, Copy)]
#[repr(C)]
struct Sample {
    channel: u8,
    level: u32,
}

fn main() {
    let mut original = MaybeUninit::<Sample>::zeroed();
    let start = original.as_mut_ptr();
    unsafe { (*start).level = 40 };
    assert_eq!(unsafe { *start.cast::<u8>().add(2) }, 0);
    let copy = unsafe { *start };
    let value = unsafe { *(&raw const copy).cast::<u8>().add(2) }; //~ ub: memory is uninitialized
    assert_eq!(value, copy.channel);
}
