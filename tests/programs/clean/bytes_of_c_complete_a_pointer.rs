// SPDX-License-Identifier: MIT
// C writes the upper half of an address into a buffer, and Rust puts half of a pointer below it.
// What C wrote may belong to any pointer, so the buffer holds the pointer that the other half is of.

use std::mem::MaybeUninit;

extern "C" {
    fn upper_half(address: u64, buffer: *mut u32);
}

fn main() {
    let private = 29_u16;
    let pointer = &raw const private;
    let mut buffer = [MaybeUninit::<u32>::uninit(); 2];
    unsafe {
        upper_half(pointer.addr() as u64, (&raw mut buffer[1]).cast::<u32>());
        buffer[0] = *(&raw const pointer).cast::<MaybeUninit<u32>>();
        let whole = (&raw const buffer).cast::<*const u16>().read_unaligned();
        assert_eq!(*whole, 29);
    }
}
