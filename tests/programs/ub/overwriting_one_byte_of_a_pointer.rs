// SPDX-License-Identifier: MIT
// One byte of a reference is written as a number, with the value that it had: the whole reference
// has lost its provenance.

fn main() {
    let number = 31_i64;
    let mut pointer = &raw const number;
    let bytes = (&raw mut pointer).cast::<u8>();
    unsafe { *bytes.add(2) = *bytes.add(2) };
    let value = unsafe { *pointer }; //~ ub: no provenance
    assert_eq!(value, 31);
}
