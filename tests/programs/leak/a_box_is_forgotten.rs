// SPDX-License-Identifier: MIT
// A box that nobody drops keeps its memory; the one before it was dropped.

fn main() {
    let dropped = Box::new([1u8; 5]);
    assert_eq!(dropped[4], 1);
    drop(dropped);
    let forgotten = Box::new(7u16); //~ leak: (Rust heap, size: 2, align: 2), allocated here:
    std::mem::forget(forgotten);
}
