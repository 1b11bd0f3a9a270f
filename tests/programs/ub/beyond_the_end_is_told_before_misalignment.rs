// SPDX-License-Identifier: MIT
// An access that is both misaligned and out of bounds is reported as out of bounds.

fn main() {
    let words = [1_u32, 2];
    let last = words.as_ptr().wrapping_byte_add(7);
    let value = unsafe { *last }; //~ ub: only 1 byte from the end of the allocation
    assert_eq!(value, 0);
}
