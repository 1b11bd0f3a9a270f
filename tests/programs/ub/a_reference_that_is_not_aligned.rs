// SPDX-License-Identifier: MIT
// A reference to a number at an odd address is invalid, even if nobody follows it.

fn main() {
    let words = [0x0102_0304_u32, 0x0506_0708];
    let odd = words.as_ptr().wrapping_byte_add(1);
    assert_eq!(unsafe { odd.read_unaligned() }, 0x0801_0203);
    let reference: &u32 = unsafe { std::mem::transmute(odd) }; //~ ub: an unaligned reference
    assert!(std::mem::size_of_val(reference) == 4);
}
