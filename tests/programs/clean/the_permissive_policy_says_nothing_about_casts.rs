// SPDX-License-Identifier: MIT
// Under the permissive policy casts of integers to pointers, and `with_exposed_provenance`, give no
// warning.
//~ options: --provenance=permissive

fn main() {
    let mut score = 100_u8;
    let address = &raw mut score as usize;
    unsafe { *(address as *mut u8) -= 1 };
    let pointer = std::ptr::with_exposed_provenance_mut::<u8>(address);
    unsafe { *pointer -= 1 };
    assert_eq!(score, 98);
}
