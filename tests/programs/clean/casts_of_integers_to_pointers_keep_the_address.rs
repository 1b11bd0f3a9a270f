// SPDX-License-Identifier: MIT
// An integer that becomes a pointer and an integer again is the same number, whatever its type, and
// arithmetic on such pointers wraps.
//~ options: --provenance=permissive

fn main() {
    assert_eq!(7 as *const u8 as usize, 7);
    assert_eq!((7 as *const u32).wrapping_add(3) as usize, 19);
    assert_eq!((2 as *mut u8).wrapping_offset(-5) as usize, usize::MAX - 2);
    assert_eq!(-3_i16 as usize as *const i32 as usize, usize::MAX - 2);
    let number = 250_u8;
    let address = &raw const number as usize;
    assert_eq!(address * 2, address + address);
    assert_eq!((address * 2) as u8, (address as u8).wrapping_add(address as u8));
}
