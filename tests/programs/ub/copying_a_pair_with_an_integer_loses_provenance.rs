// SPDX-License-Identifier: MIT
// A pointer in the place of a pair's integer is an integer after the copy.

fn main() {
    let number = 5_i16;
    let pairs = [(&raw const number, 'a'), (&raw const number, 'b')];
    let copies: [(usize, char); 2] = unsafe { std::mem::transmute(pairs) };
    let second = (&raw const copies[1].0).cast::<*const i16>();
    let value = unsafe { *second.read() }; //~ ub: no provenance
    assert_eq!(value, 5);
}
