// SPDX-License-Identifier: MIT
// The end of an array goes through an integer; the distance from its beginning is still defined.
//~ options: --provenance=permissive

fn main() {
    let values = [0_u32; 6];
    let start = values.as_ptr();
    let end = start.wrapping_add(6).expose_provenance();
    let end = std::ptr::with_exposed_provenance::<u32>(end);
    assert_eq!(unsafe { end.offset_from(start) }, 6);
    assert_eq!(unsafe { start.offset_from(end) }, -6);
}
