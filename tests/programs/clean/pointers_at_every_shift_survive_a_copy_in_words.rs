// SPDX-License-Identifier: MIT
// Eight pointers, each shifted by one byte more against the words that a loop copies: in one word
// come the end of one pointer and the beginning of the next, and all of them arrive.

use std::mem::MaybeUninit;

const WORDS: usize = 10;

unsafe fn copy_words(target: *mut u8, source: *const u8) {
    let target = target.cast::<MaybeUninit<u64>>();
    let source = source.cast::<MaybeUninit<u64>>();
    let mut index = 0;
    while index < WORDS {
        *target.add(index) = *source.add(index);
        index += 1;
    }
}

fn main() {
    let values = [21_u8, 22, 23, 24, 25, 26, 27, 28];
    let mut from = [0_u64; WORDS];
    let mut to = [0_u64; WORDS];
    let source = from.as_mut_ptr().cast::<u8>();
    let target = to.as_mut_ptr().cast::<u8>();
    let mut shift = 0;
    while shift < 8 {
        let place = unsafe { source.add(9 * shift) };
        unsafe { place.cast::<*const u8>().write_unaligned(&values[shift]) };
        shift += 1;
    }
    unsafe { copy_words(target, source) };
    shift = 0;
    while shift < 8 {
        let pointer = unsafe { target.add(9 * shift).cast::<*const u8>().read_unaligned() };
        assert_eq!(unsafe { *pointer }, values[shift]);
        shift += 1;
    }
}
