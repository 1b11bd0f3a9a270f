// SPDX-License-Identifier: MIT
// Equality and order of pointers know nothing of where they may lead.

fn main() {
    let one = 1_u8;
    let two = 2_u8;
    let (one, two) = (&raw const one, &raw const two);
    let disguised = one.with_addr(two.addr());
    assert!(disguised == two && disguised != one);
    assert_eq!(disguised < one, two < one);
    assert!(one.with_addr(0) == std::ptr::null());
    assert!(one.with_addr(0).is_null());
    assert!(std::ptr::without_provenance::<u8>(two.addr()) == two);
    assert!(two.wrapping_sub(1) < two && two <= disguised);
}
