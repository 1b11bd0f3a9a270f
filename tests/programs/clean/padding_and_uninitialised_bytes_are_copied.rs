// SPDX-License-Identifier: MIT
// What need not be initialised may be copied as it is: padding, unions, MaybeUninit.

use std::mem::MaybeUninit;

#[repr(C)]
#[derive(Clone, Copy)]
struct Padded {
    small: u8,
    large: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
union Either {
    byte: u8,
    word: u64,
}

fn main() {
    let padded = Padded { small: 1, large: 2 };
    let copy = padded;
    assert_eq!(copy.small as u32 + copy.large, 3);
    let either = Either { byte: 4 };
    let other = either;
    assert_eq!(unsafe { other.byte }, 4);
    let empty = MaybeUninit::<[u64; 3]>::uninit();
    let mut moved = empty;
    moved.write([5, 6, 7]);
    assert_eq!(unsafe { moved.assume_init() }[2], 7);
}
