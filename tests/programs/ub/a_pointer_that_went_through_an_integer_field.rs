// SPDX-License-Identifier: MIT
// A union that holds a pointer is read as an integer, and the integer is put back: what is read then
// is an address.

union Word<'a> {
    reference: &'a i32,
    pointer: *const i32,
    number: u64,
}

fn main() {
    let value = -78;
    let mut word = Word { reference: &value };
    let number = unsafe { word.number };
    assert_eq!(unsafe { *word.pointer }, -78);
    word.number = number;
    let value = unsafe { *word.pointer }; //~ ub: no provenance
    assert_eq!(value, -78);
}
