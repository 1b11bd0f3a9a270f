// SPDX-License-Identifier: MIT
// Box and NonNull: to raw pointers and back, moved, cast and compared.

use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

fn same(left: i64, right: i64) {
    assert_eq!(left, right);
}

fn boxes() {
    let mut owner = Box::new(5i64);
    *owner += 1;
    let raw = Box::into_raw(owner);
    same(unsafe { *raw }, 6);
    let owner = unsafe { Box::from_raw(raw) };
    let leaked: &'static mut i64 = Box::leak(owner);
    *leaked += 1;
    drop(unsafe { Box::from_raw(leaked) });

    let mut room: Box<MaybeUninit<i64>> = Box::new_uninit();
    room.write(7);
    same(*unsafe { room.assume_init() }, 7);
    let zero: Box<MaybeUninit<[i64; 2]>> = Box::new_zeroed();
    same(unsafe { zero.assume_init() }[1], 0);
    let inner = Box::new(Box::new(8i64));
    same(**inner, 8);
    let mut value = Box::new(1i64);
    same(*value.as_ref(), 1);
    *value.as_mut() = 9;
    same(*value, 9);
}

fn non_null() {
    let mut values = [1i64, 2, 3, 4];
    let first = NonNull::new(values.as_mut_ptr()).unwrap();
    assert!(NonNull::new(ptr::null_mut::<u8>()).is_none());
    unsafe {
        same(*first.as_ptr(), 1);
        same(*first.as_ref(), 1);
        let mut second = first.add(1);
        *second.as_mut() += 10;
        same(second.read(), 12);
        second.write(20);
        same(*second.offset(1).as_ptr(), 3);
        same(*second.sub(1).as_ptr(), 1);
        same(second.offset_from(first) as i64, 1);
        same(*NonNull::new_unchecked(values.as_mut_ptr().add(3)).as_ptr(), 4);
        same(*first.byte_add(16).as_ptr(), 3);
        same(*second.byte_sub(8).as_ptr(), 1);
    }
    same(first.cast::<u8>().addr().get() as i64, first.as_ptr().addr() as i64);
    assert!(NonNull::<u64>::dangling().as_ptr().addr() == 8);
    assert!(NonNull::from(&values[0]) == first && NonNull::from(&mut values[1]) != first);
    let slice = NonNull::slice_from_raw_parts(first, 3);
    same(slice.len() as i64, 3);
    same(unsafe { slice.as_ref() }[1], 20);
}

fn main() {
    boxes();
    non_null();
}
