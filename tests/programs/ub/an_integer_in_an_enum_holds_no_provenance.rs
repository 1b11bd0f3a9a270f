// SPDX-License-Identifier: MIT
// The integer that a variant holds is one after a copy, though a pointer was put into its place.

#[repr(C, u32)]
#[allow(dead_code)]
enum Reading {
    Missing,
    Level(u16),
    Total(u64),
}

fn main() {
    let number = 19_u8;
    let parts = (&raw const number).with_addr(2);
    let parts = [parts, &raw const number];
    let reading: Reading = unsafe { std::mem::transmute(parts) };
    let total = unsafe { (&raw const reading).cast::<*const u8>().add(1).read() };
    assert_eq!(total, &raw const number);
    let value = unsafe { *total }; //~ ub: no provenance
    assert_eq!(value, 19);
}
