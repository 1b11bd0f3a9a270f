// SPDX-License-Identifier: MIT
// Pointers to freed memory, out of bounds, from integers and null are compared; only their
// addresses matter.
//~ options: --provenance=permissive

fn trichotomy(left: *const i32, right: *const i32) -> bool {
    (left < right) as u8 + (left == right) as u8 + (left > right) as u8 == 1
}

fn main() {
    let block = Box::new(1);
    let freed = &raw const *block;
    drop(block);
    let block = Box::new(2);
    let live = &raw const *block;
    assert!(trichotomy(freed, live));
    assert_eq!(freed == live, freed.addr() == live.addr());

    let beyond = live.wrapping_sub(0x400);
    assert!(beyond != live && beyond < live);
    assert!(!beyond.is_null() && beyond != std::ptr::null());
    assert!(live != 96 as *const i32 && live > 96 as *const i32);
}
