// SPDX-License-Identifier: MIT
// The two upper bytes of a pointer are both zero. One that is put in the other's place has the
// right value and the right provenance, but is the wrong part of the pointer.

use std::mem::MaybeUninit;

fn main() {
    let target = 'q';
    let mut pointer = &raw const target;
    let bytes = (&raw mut pointer).cast::<MaybeUninit<u8>>();
    unsafe {
        assert_eq!(*bytes.add(6).cast::<u8>(), *bytes.add(7).cast::<u8>());
        *bytes.add(7) = *bytes.add(6);
        let value = *pointer; //~ ub: no provenance
        assert_eq!(value, 'q');
    }
}
