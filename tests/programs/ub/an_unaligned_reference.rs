// SPDX-License-Identifier: MIT
// It does not matter that nothing is read.

fn main() {
    let words = [0_u32; 4];
    let odd = words.as_ptr().wrapping_byte_add(6);
    let _reference = unsafe { &*odd }; //~ ub: encountered an unaligned reference (required 4 byte alignment but found 2)
}
