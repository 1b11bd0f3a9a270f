// SPDX-License-Identifier: MIT
// A guessed pointer may be cast to an integer and back as often as one likes: nobody exposed what
// lies at its address.
//~ options: --provenance=permissive

fn main() {
    let hidden = [6_u8; 3];
    let guess = hidden.as_ptr().addr() as *const u8;
    let address = guess as usize;
    let again = std::ptr::with_exposed_provenance::<u8>(address).expose_provenance();
    let value = unsafe { *(again as *const u8) }; //~ ub: no provenance
    assert_eq!(value, 6);
}
