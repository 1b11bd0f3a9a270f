// SPDX-License-Identifier: MIT
// A pointer from an integer belongs to no allocation: with another exposed address it leads there.
//~ options: --provenance=permissive

fn main() {
    let left = 'l';
    let right = 'r';
    let left_address = (&raw const left).expose_provenance();
    let right_address = (&raw const right).expose_provenance();
    let pointer = std::ptr::with_exposed_provenance::<char>(right_address);
    assert_eq!(unsafe { *pointer.with_addr(left_address) }, 'l');
    assert_eq!(unsafe { *pointer }, 'r');
}
