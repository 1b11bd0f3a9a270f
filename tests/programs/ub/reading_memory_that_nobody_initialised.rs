// SPDX-License-Identifier: MIT
// Two slots, of which C was given one: the other is as uninitialised as before.

use std::mem::MaybeUninit;

extern "C" {
    fn set(slot: *mut i32, value: i32);
}

fn main() {
    let mut first = MaybeUninit::<i32>::uninit();
    let mut second = MaybeUninit::<i32>::uninit();
    let forgotten = second.as_mut_ptr();
    unsafe { set(first.as_mut_ptr(), 1) };
    assert_eq!(unsafe { first.assume_init() }, 1);
    let value = unsafe { *forgotten }; //~ ub: uninitialized
    assert_eq!(value, 2);
}
