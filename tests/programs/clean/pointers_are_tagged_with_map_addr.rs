// SPDX-License-Identifier: MIT
// `map_addr` changes an address and keeps the provenance, so a flag may hide in the low bits.
//~ options: --provenance=strict

fn main() {
    let mut value = 40_u32;
    let flag = 2;
    let pointer = &raw mut value;
    let tagged = pointer.map_addr(|address| address | flag);
    assert_eq!(tagged.addr() & 3, 2);
    let plain = tagged.cast_const().map_addr(|address| address & !3);
    assert_eq!(unsafe { *plain }, 40);
    assert!(std::ptr::eq(plain, pointer));
}
