// SPDX-License-Identifier: MIT
// One byte of a pointer is made uninitialised: the rest is not enough to read a pointer.

use std::mem::MaybeUninit;

fn main() {
    let number = 3_u32;
    let mut pointer = (&raw const number).with_addr(0x40);
    let bytes = (&raw mut pointer).cast::<MaybeUninit<u8>>();
    unsafe { *bytes.add(5) = MaybeUninit::uninit() };
    let copy = pointer; //~ ub: uninit
    assert!(!copy.is_null());
}
