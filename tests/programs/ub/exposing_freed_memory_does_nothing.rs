// SPDX-License-Identifier: MIT
// The memory is gone when its pointer is exposed: a pointer from the address leads nowhere.
//~ options: --provenance=permissive

fn main() {
    let block = Box::new(51_u32);
    let pointer = &raw const *block;
    drop(block);
    let address = pointer.expose_provenance();
    let wildcard = std::ptr::with_exposed_provenance::<u32>(address);
    let value = unsafe { *wildcard }; //~ ub: no provenance
    assert_eq!(value, 51);
}
