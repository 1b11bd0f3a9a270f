// SPDX-License-Identifier: MIT
// Memory that nobody initialised is initialised once C has had a pointer to it.

use std::mem::MaybeUninit;

extern "C" {
    fn store(slot: *mut i32, value: i32);
    fn divide(dividend: i64, divisor: i64, quotient: *mut i64, remainder: *mut i64) -> bool;
}

fn main() {
    let mut slot = MaybeUninit::<i32>::uninit();
    let value = unsafe {
        store(slot.as_mut_ptr(), 21);
        slot.assume_init()
    };
    assert_eq!(value, 21);

    let mut quotient = MaybeUninit::<i64>::uninit();
    let mut remainder = MaybeUninit::<i64>::uninit();
    let divided = unsafe { divide(-17, 5, quotient.as_mut_ptr(), remainder.as_mut_ptr()) };
    assert!(divided);
    assert_eq!(unsafe { quotient.assume_init() }, -3);
    assert_eq!(unsafe { remainder.as_ptr().read() }, -2);
    assert!(!unsafe { divide(1, 0, quotient.as_mut_ptr(), remainder.as_mut_ptr()) });
}
