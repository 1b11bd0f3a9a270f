// SPDX-License-Identifier: MIT
// The functions of std::ptr move pointers as bytes that need not be initialised, and the pointers
// survive.

use std::mem::MaybeUninit;
use std::ptr;

type Byte = MaybeUninit<u8>;

fn check(pointers: &[*const i16; 2], values: [i16; 2]) {
    assert!(unsafe { *pointers[0] == values[0] && *pointers[1] == values[1] });
}

fn main() {
    let small = 10;
    let large = 10_000;
    let mut pointers: [*const i16; 2] = [&small, &large];
    let first = (&raw mut pointers[0]).cast::<Byte>();
    let second = (&raw mut pointers[1]).cast::<Byte>();
    unsafe {
        ptr::swap_nonoverlapping(first, second, 8);
        check(&pointers, [10_000, 10]);
        let mut index = 0;
        while index < 8 {
            ptr::swap(first.add(index), second.add(index));
            index += 1;
        }
        check(&pointers, [10, 10_000]);
        ptr::copy_nonoverlapping(first, second, 8);
        check(&pointers, [10, 10]);
        pointers[0] = &large;
        ptr::copy((&raw const pointers).cast::<Byte>().add(0), second, 8);
        check(&pointers, [10_000, 10_000]);
    }
}
