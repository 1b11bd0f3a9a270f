// SPDX-License-Identifier: MIT
// One byte of a pointer is put aside, overwritten, and put back: it is the same part of the same
// pointer, so the pointer is whole again.

use std::mem::MaybeUninit;

fn main() {
    let target = [4_i32, 5];
    let mut pointer = &raw const target[1];
    let byte = (&raw mut pointer).cast::<MaybeUninit<u8>>().wrapping_add(3);
    unsafe {
        let saved = byte.read();
        byte.write(MaybeUninit::new(0));
        byte.write(saved);
        assert_eq!(*pointer, 5);
    }
}
