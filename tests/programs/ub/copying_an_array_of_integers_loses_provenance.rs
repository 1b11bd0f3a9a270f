// SPDX-License-Identifier: MIT
// A copy of pointers as an array of integers keeps the addresses alone.

fn main() {
    let numbers = [5_u8, 6, 7];
    let pointers = [&numbers[0], &numbers[1], &numbers[2]];
    let addresses: [u64; 3] = unsafe { std::mem::transmute(pointers) };
    let last = (&raw const addresses[2]).cast::<*const u8>();
    let value = unsafe { *last.read() }; //~ ub: no provenance
    assert_eq!(value, 7);
}
