// SPDX-License-Identifier: MIT
// Under the strict policy, a program that keeps its provenance runs: an address is changed with
// `with_addr`, a tag hides in its low bit.
//~ options: --provenance=strict

fn main() {
    let mut value = 40_u32;
    let pointer = &raw mut value;
    let tagged = pointer.with_addr(pointer.addr() | 1);
    assert_eq!(tagged.addr() & 3, 1);
    let plain = tagged.with_addr(tagged.addr() - 1);
    unsafe { *plain += 2 };
    assert_eq!(value, 42);
}
