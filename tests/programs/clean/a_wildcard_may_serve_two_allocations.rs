// SPDX-License-Identifier: MIT
// A known miss: one pointer from an integer is read in one variable, moved, and read in another. No
// single variable's pointer could do both, but a wildcard is resolved anew at each access.
//~ options: --provenance=permissive

fn main() {
    let first = 61_u8;
    let second = 62_u8;
    let first_address = &raw const first as usize;
    let second_address = &raw const second as usize;
    let wildcard = first_address as *const u8;
    assert_eq!(unsafe { *wildcard }, 61);
    let moved = wildcard.wrapping_offset(second_address as isize - first_address as isize);
    assert_eq!(unsafe { *moved }, 62);
}
