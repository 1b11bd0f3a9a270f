// SPDX-License-Identifier: MIT
// addr() gives the address without exposing it, and an integer that C hands back exposes
// nothing either.

extern "C" {
    fn same(address: usize) -> usize;
}

fn main() {
    let number = 11;
    let address = (&raw const number).addr();
    let address = unsafe { same(address) };
    let pointer = std::ptr::with_exposed_provenance::<i32>(address);
    let value = unsafe { *pointer }; //~ ub: no provenance
    assert_eq!(value, 11);
}
