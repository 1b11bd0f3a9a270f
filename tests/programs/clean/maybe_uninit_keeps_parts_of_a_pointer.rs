// SPDX-License-Identifier: MIT
// Two words are copied as MaybeUninit, in whose middle a pointer lies: both halves survive.

use std::mem::MaybeUninit;

fn main() {
    let number = 66_u8;
    let mut buffer = [9_u8; 16];
    unsafe {
        buffer.as_mut_ptr().add(4).cast::<*const u8>().write_unaligned(&number);
        let copy = buffer.as_ptr().cast::<[MaybeUninit<*const u8>; 2]>().read_unaligned();
        let middle = copy.as_ptr().cast::<u8>().add(4).cast::<*const u8>();
        assert_eq!(*middle.read_unaligned(), 66);
    }
}
