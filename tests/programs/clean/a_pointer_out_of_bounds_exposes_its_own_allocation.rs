// SPDX-License-Identifier: MIT
// Exposing goes by provenance, not by address: a pointer far away from its variable exposes that.
//~ options: --provenance=permissive

fn main() {
    let mut counter = 70_u64;
    let far = (&raw mut counter).wrapping_sub(4096);
    let address = far.expose_provenance();
    let near = std::ptr::with_exposed_provenance_mut::<u64>(address).wrapping_add(4096);
    unsafe { *near += 7 };
    assert_eq!(counter, 77);
}
