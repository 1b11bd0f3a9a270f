// SPDX-License-Identifier: MIT
// The end of one local may be the beginning of another. A pointer there still belongs to the local
// it came from: no bytes may be accessed through it, and accessing none is fine, written and read.

type Nothing = [u32; 0];

fn read_nothing(pointer: *const Nothing) -> usize {
    unsafe { pointer.read() }.len()
}

fn main() {
    let mut left = 1_u64;
    let mut right = 2_u64;
    let after_left = (&raw mut left).wrapping_add(1).cast::<Nothing>();
    let after_right = (&raw mut right).wrapping_add(1).cast::<Nothing>();
    assert_eq!(read_nothing(after_left) + read_nothing(after_right), 0);
    unsafe { after_left.write([]) };
    unsafe { after_right.write([]) };
    assert_eq!(left + right, 3);
}
