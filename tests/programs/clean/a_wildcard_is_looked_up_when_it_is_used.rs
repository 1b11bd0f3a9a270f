// SPDX-License-Identifier: MIT
// A pointer is made from an address that nobody has exposed yet. That is no access; when it is
// used, the variable is exposed.
//~ options: --provenance=permissive

fn main() {
    let late = 9.5_f32;
    let pointer = &raw const late;
    let early = pointer.addr() as *const f32;
    assert_eq!(pointer.expose_provenance(), early.addr());
    assert_eq!(unsafe { *early }, 9.5);
}
