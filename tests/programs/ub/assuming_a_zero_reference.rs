// SPDX-License-Identifier: MIT
// Zero bytes are a value of many types, and no reference.

use std::mem::MaybeUninit;

#[repr(C)]
struct Entry {
    id: u64,
    name: &'static u8,
}

fn main() {
    let zeroed = MaybeUninit::<Entry>::zeroed();
    assert_eq!(unsafe { (*zeroed.as_ptr()).id }, 0);
    let entry = unsafe { zeroed.assume_init() }; //~ ub: .name: encountered a null reference
    assert_eq!(entry.id, 0);
}
