// SPDX-License-Identifier: MIT
// A pointer that wrapped away may be had, but not read.

fn main() {
    let number = Box::new(77_u32);
    let far = (&raw const *number).wrapping_add(3);
    let value = unsafe { *far }; //~ ub: which is at or beyond the end of the allocation of size 4 bytes
    assert_eq!(value, 0);
}
