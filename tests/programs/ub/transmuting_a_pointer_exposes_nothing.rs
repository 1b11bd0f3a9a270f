// SPDX-License-Identifier: MIT
// The address is known from a transmute, which does not expose.
//~ options: --provenance=permissive

fn main() {
    let pin = [4_u8, 7, 1, 1];
    let address: u64 = unsafe { std::mem::transmute(&pin) };
    let wildcard = address as *const [u8; 4];
    let value = unsafe { *wildcard }; //~ ub: no provenance
    assert_eq!(value[1], 7);
}
