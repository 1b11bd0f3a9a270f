// SPDX-License-Identifier: MIT
// Transmuting drops provenance on the way to an integer and gives none on the way back, whatever
// the policy allows casts to do.
//~ options: --provenance=permissive

#[allow(integer_to_ptr_transmutes)]
fn main() {
    let first = 8_u64;
    let other = 9_u64;
    let moved = (&raw const other).with_addr((&raw const first).addr());
    let one: usize = unsafe { std::mem::transmute(&raw const first) };
    let same: usize = unsafe { std::mem::transmute(moved) };
    assert_eq!(one, same);
    let pointer: *const u64 = unsafe { std::mem::transmute(same) };
    let value = unsafe { *pointer }; //~ ub: no provenance
    assert_eq!(value, 8);
}
