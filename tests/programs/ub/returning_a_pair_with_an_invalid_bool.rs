// SPDX-License-Identifier: MIT
// A pair of scalars travels in registers, and is looked at when it is read from memory for that.

fn pair(second: u8) -> (u32, bool) {
    let mut pair = (7, false);
    unsafe { *(&raw mut pair.1).cast::<u8>() = second };
    pair //~ ub: encountered 0x80, but expected a boolean
}

fn main() {
    assert!(pair(1).1);
    assert_eq!(pair(0x80).0, 7);
}
