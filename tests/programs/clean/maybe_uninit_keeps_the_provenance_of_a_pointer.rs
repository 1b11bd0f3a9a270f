// SPDX-License-Identifier: MIT
// A pointer that is transmuted to MaybeUninit<u64> and back is still that pointer.

use std::mem::MaybeUninit;

fn main() {
    let mut text = *b"airlock";
    let pointer = &raw mut text;
    let bytes: MaybeUninit<u64> = unsafe { std::mem::transmute(pointer) };
    let back: *mut [u8; 7] = unsafe { std::mem::transmute(bytes) };
    unsafe { (*back)[0] = b'A' };
    assert_eq!(text[0], b'A');
}
