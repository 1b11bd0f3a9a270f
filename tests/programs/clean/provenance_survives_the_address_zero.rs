// SPDX-License-Identifier: MIT
// A pointer may have the address 0 and still belong to a variable; exposing it exposes that.
//~ options: --provenance=permissive

fn main() {
    let mass = 8.25_f64;
    let pointer = &raw const mass;
    let zero = pointer.with_addr(0);
    assert!(zero.is_null());
    assert_eq!(unsafe { *zero.with_addr(pointer.addr()) }, 8.25);
    let address = zero.expose_provenance();
    assert_eq!(address, 0);
    let wildcard = std::ptr::with_exposed_provenance::<f64>(address);
    assert_eq!(unsafe { *wildcard.with_addr(pointer.addr()) }, 8.25);
}
