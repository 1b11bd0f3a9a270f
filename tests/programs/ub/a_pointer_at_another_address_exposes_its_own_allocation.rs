// SPDX-License-Identifier: MIT
// A pointer with the address of a secret belongs to something else: exposing it exposes that, and
// the secret is as secret as before.
//~ options: --provenance=permissive

fn main() {
    let public = 1_u32;
    let secret = 2_u32;
    let address = (&raw const secret).addr();
    let disguised = (&raw const public).with_addr(address);
    assert_eq!(disguised.expose_provenance(), address);
    let offset = (&raw const public).addr().wrapping_sub(address);
    let wildcard = std::ptr::with_exposed_provenance::<u32>(address);
    assert_eq!(unsafe { *wildcard.wrapping_byte_add(offset) }, 1);
    let value = unsafe { *wildcard }; //~ ub: no provenance
    assert_eq!(value, 2);
}
