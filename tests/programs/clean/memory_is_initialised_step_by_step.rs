// SPDX-License-Identifier: MIT
// MaybeUninit in all its forms, and the functions of std::mem.

use std::mem::{self, ManuallyDrop, MaybeUninit};

struct Wide {
    low: u64,
    high: u64,
    tag: u8,
}

fn same(left: u64, right: u64) {
    assert_eq!(left, right);
}

fn maybe_uninit() {
    let mut number = MaybeUninit::<u32>::uninit();
    *number.write(5) += 1;
    same(unsafe { *number.as_ptr() } as u64, 6);
    unsafe { *number.as_mut_ptr() += 1 };
    same(unsafe { *number.assume_init_ref() } as u64, 7);
    unsafe { *number.assume_init_mut() += 1 };
    same(unsafe { number.assume_init_read() } as u64, 8);
    same(unsafe { number.assume_init() } as u64, 8);

    let zero: Wide = unsafe { MaybeUninit::zeroed().assume_init() };
    same(zero.low + zero.high + zero.tag as u64, 0);
    let made = unsafe { MaybeUninit::new(Wide { low: 1, high: 2, tag: 3 }).assume_init() };
    same(made.low + made.high * 10 + made.tag as u64 * 100, 321);
    let mut owner = MaybeUninit::new(Box::new(4u64));
    same(unsafe { **owner.assume_init_ref() }, 4);
    unsafe { owner.assume_init_drop() };

    let mut list = [const { MaybeUninit::<u16>::uninit() }; 3];
    for index in [0, 1, 2] {
        list[index].write(index as u16 * 2);
    }
    let list: [u16; 3] = unsafe { mem::transmute(list) };
    same(list[2] as u64, 4);
}

fn exchanges() {
    let mut left = Wide { low: 1, high: 2, tag: 3 };
    let mut right = Wide { low: 4, high: 5, tag: 6 };
    mem::swap(&mut left, &mut right);
    same(left.low + right.high, 6);
    let old = mem::replace(&mut left, Wide { low: 7, high: 8, tag: 9 });
    same(old.tag as u64 + left.high, 14);
    same(mem::replace(&mut left.low, 70) + left.low, 77);
    same(mem::take(&mut left.low) + left.low, 70);
    let mut pair = (1u32, 2u8);
    let mut other = (3u32, 4u8);
    mem::swap(&mut pair, &mut other);
    same(pair.0 as u64 + other.1 as u64, 5);
}

fn bytes() {
    same(mem::size_of::<Wide>() as u64 + mem::align_of::<u16>() as u64, 26);
    same(mem::size_of_val(&[0u32; 5]) as u64, 20);
    same(mem::size_of_val(&[0u16; 5][1..]) as u64, 8);
    same(mem::size_of_val("seven!!") as u64, 7);
    same(mem::align_of_val(&0u64) as u64 + mem::align_of_val(&[0u32; 2][..]) as u64, 12);
    same(unsafe { mem::zeroed::<u64>() }, 0);
    let halves: [u16; 2] = unsafe { mem::transmute([1u8, 2, 3, 4]) };
    same(halves[1] as u64, 0x0403);
    let part: u16 = unsafe { mem::transmute_copy(&0x0102_0304u32) };
    same(part as u64, 0x0304);
    mem::forget(Box::new(1));
    mem::drop(Box::new(2));
    let kept = ManuallyDrop::new(Box::new(3u64));
    same(**kept, 3);
    drop(ManuallyDrop::into_inner(kept));
    let mut taken = ManuallyDrop::new(Box::new(4u64));
    **taken += 1;
    same(*unsafe { ManuallyDrop::take(&mut taken) }, 5);
    let mut dropped = ManuallyDrop::new(Box::new(6u64));
    unsafe { ManuallyDrop::drop(&mut dropped) };
}

fn main() {
    maybe_uninit();
    exchanges();
    bytes();
}

// What is forgotten is leaked.
//~ options: --ignore-leaks
