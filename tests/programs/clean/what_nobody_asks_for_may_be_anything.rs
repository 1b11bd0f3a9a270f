// SPDX-License-Identifier: MIT
// Only what is copied as a value of its type is looked at: not what a reference leads to, what
// bytes are moved as bytes, what lies in a union or a `MaybeUninit`, or the memory behind a pointer
// to nothing.

use std::mem::{transmute, MaybeUninit};

#[derive(Clone, Copy)]
#[repr(C)]
union Either {
    byte: u8,
    flag: bool,
}

fn pass<T>(value: T) -> T {
    value
}

fn main() {
    let byte = 9u8;
    let flag = pass(unsafe { &*(&raw const byte).cast::<bool>() });
    let mut target = true;
    unsafe {
        std::ptr::copy_nonoverlapping(flag, &mut target, 1);
        assert_eq!(*(&raw const target).cast::<u8>(), 9);
    }
    let either = pass(Either { byte: 3 });
    assert_eq!(unsafe { either.byte }, 3);
    let unknown = pass(MaybeUninit::<[char; 5]>::uninit());
    let _ = pass(unknown);
    let known = pass(MaybeUninit::new(2u8));
    let maybe: MaybeUninit<bool> = unsafe { transmute(known) };
    let _ = pass(maybe);
    let none: Option<bool> = pass(unsafe { transmute::<u8, Option<bool>>(2) });
    assert!(none.is_none());
    let nothing: &[u32; 0] = pass(unsafe { transmute(std::ptr::without_provenance::<u32>(4)) });
    assert_eq!(nothing.len(), 0);
    let anywhere: *const u64 = pass(std::ptr::without_provenance(1));
    assert!(!anywhere.is_null());
}
