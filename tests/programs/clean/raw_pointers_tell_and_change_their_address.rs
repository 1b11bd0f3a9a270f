// SPDX-License-Identifier: MIT
// Addresses of raw pointers, pointers made of addresses, and pointers under other types.

use std::ptr;

fn check(condition: bool) {
    assert!(condition);
}

fn constant(value: &u16) {
    let pointer: *const u16 = value;
    check(pointer.addr() != 0 && pointer.addr() % 2 == 0);
    check(pointer.expose_provenance() == pointer.addr());
    check(!pointer.is_null() && pointer.is_aligned());
    check(!pointer.cast::<u8>().wrapping_add(1).cast::<u16>().is_aligned());
    let back: *const u16 = ptr::with_exposed_provenance(pointer.addr());
    check(unsafe { *back } == 0x1234);
    check(unsafe { *pointer.cast::<u8>() } == 0x34);
    let moved = pointer.wrapping_add(50).with_addr(pointer.addr());
    check(unsafe { *moved } == 0x1234);
    check(pointer.map_addr(|address| address | 1).addr() == pointer.addr() + 1);
}

fn mutable(value: &mut i32) {
    let pointer: *mut i32 = value;
    check(pointer.expose_provenance() == pointer.addr());
    check(!pointer.is_null() && pointer.is_aligned());
    let back: *mut i32 = ptr::with_exposed_provenance_mut(pointer.addr());
    unsafe { *back += 1 };
    unsafe { *pointer.wrapping_sub(3).with_addr(back.addr()) += 10 };
    let constant = pointer.cast_const();
    check(unsafe { *constant.cast_mut() } == 111);
    check(unsafe { *pointer.cast::<u8>() } == 111);
    check(pointer.map_addr(|address| address + 4).addr() == pointer.addr() + 4);
}

fn main() {
    constant(&0x1234);
    mutable(&mut 100);
    check(ptr::null::<u8>().is_null() && ptr::null_mut::<u8>().is_null());
    check(ptr::dangling::<u64>().addr() == 8 && ptr::dangling_mut::<u16>().addr() == 2);
    check(ptr::without_provenance::<u8>(40).addr() == 40);
    check(ptr::without_provenance_mut::<u8>(41).addr() == 41);
    let pair = [1u8, 2];
    check(ptr::addr_eq(&pair, &pair[0]) && !ptr::addr_eq(&pair, &pair[1]));
    check(ptr::eq(&pair[1], &pair[1]) && !ptr::eq(&pair[0], &pair[1]));
    let list: *const [u8] = ptr::slice_from_raw_parts(&pair[0], 2);
    check(list.len() == 2 && unsafe { (*list)[1] } == 2);
    check(list.cast::<u8>().addr() == pair.as_ptr().addr() && !list.is_null() && !list.is_empty());
    let mut three = [1i16, 2, 3];
    let part: *mut [i16] = ptr::slice_from_raw_parts_mut(three.as_mut_ptr(), 2);
    unsafe { (*part)[1] = 7 };
    check(part.len() == 2 && !part.is_empty() && three[1] == 7);
    check(ptr::from_ref(&pair[1]).addr() == pair.as_ptr().addr() + 1);
    check(ptr::from_mut(&mut three[0]).addr() == three.as_ptr().addr());
}
