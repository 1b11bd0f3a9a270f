// SPDX-License-Identifier: MIT
// The strict policy knows no exposed addresses: `as` from an integer to a pointer is refused.
//~ options: --provenance=strict

fn main() {
    let mut level = 3_u16;
    let address = &raw mut level as usize;
    let pointer = address as *mut u16; //~ unsupported: with the strict provenance policy
    unsafe { *pointer = 4 };
}
