// SPDX-License-Identifier: MIT
// Half of a pointer is overwritten with half of a pointer to another variable. That the bytes then
// spell the address of the first one does not help.

use std::mem::MaybeUninit;

fn main() {
    let one = 1_u32;
    let two = 2_u32;
    let mut pointer = &raw const one;
    let other = (&raw const two).with_addr(pointer.addr());
    let to = (&raw mut pointer).cast::<MaybeUninit<u32>>();
    let from = (&raw const other).cast::<MaybeUninit<u32>>();
    unsafe {
        *to = *from;
        let value = *pointer; //~ ub: no provenance
        assert_eq!(value, 1);
    }
}
