// SPDX-License-Identifier: MIT
// A record with a whole pointer, a piece of one, plain bytes and a gap that nobody filled. The gap
// is read, and the dump of the bytes around it shows all of them.

use std::mem::MaybeUninit;

#[repr(C)]
struct Record {
    whole: *const u32,
    piece: [MaybeUninit<u8>; 4],
    gap: u32,
    number: u64,
}

fn main() {
    let number = 1_u32;
    let pointer = &raw const number;
    let mut record = MaybeUninit::<Record>::uninit();
    let place = record.as_mut_ptr();
    unsafe { (&raw mut (*place).whole).write(pointer) };
    let bytes = (&raw const pointer).cast::<MaybeUninit<u8>>();
    let piece = unsafe { &raw mut (*place).piece }.cast::<MaybeUninit<u8>>();
    unsafe { std::ptr::copy_nonoverlapping(bytes.add(6), piece, 2) };
    unsafe { (&raw mut (*place).number).write(0x1122_3344) };
    let gap = unsafe { (*place).gap }; //~ ub: memory is uninitialized at [0xc..0x10]
    assert_eq!(gap, 0);
}
