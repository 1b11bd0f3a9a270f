// SPDX-License-Identifier: MIT
// The second half of a pointer to a slice is an integer, so a pointer that is copied there is gone.

fn main() {
    let byte = 200_u8;
    let word = 1_u32;
    let two = [(&raw const word, &raw const byte)];
    let wide: [*const [u32]; 1] = unsafe { std::mem::transmute(two) };
    let length = (&raw const wide[0]).cast::<*const u8>().wrapping_add(1);
    let value = unsafe { *length.read() }; //~ ub: no provenance
    assert_eq!(value, 200);
}
