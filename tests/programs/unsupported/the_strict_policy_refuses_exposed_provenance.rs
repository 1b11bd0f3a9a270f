// SPDX-License-Identifier: MIT
// The strict policy refuses `with_exposed_provenance`, even for an address that nobody will use.
//~ options: --provenance=strict

fn main() {
    let level = 3.5_f64;
    let address = (&raw const level).expose_provenance();
    let pointer = std::ptr::with_exposed_provenance::<f64>(address + 8); //~ unsupported: strict
    assert!(!pointer.is_null());
}
