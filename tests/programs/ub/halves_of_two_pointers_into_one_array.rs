// SPDX-License-Identifier: MIT
// The lower half of a pointer is overwritten with that of a pointer to the next element. Both lead
// into one array, but the bytes are not those of one pointer.

use std::mem::MaybeUninit;

fn main() {
    let numbers = [10_u16, 11];
    let mut pointer = &raw const numbers[0];
    let next = &raw const numbers[1];
    let to = (&raw mut pointer).cast::<MaybeUninit<u32>>();
    let from = (&raw const next).cast::<MaybeUninit<u32>>();
    unsafe {
        *to = *from;
        let value = *pointer; //~ ub: no provenance
        assert_eq!(value, 11);
    }
}
