// SPDX-License-Identifier: MIT
// A struct is passed by value before its second field has been written.

use std::mem::MaybeUninit;

#[repr(C)]
#[derive(Clone, Copy)]
struct Pair {
    low: i32,
    high: i32,
}

extern "C" {
    fn sum(pair: Pair) -> i32;
}

fn main() {
    let mut slot = MaybeUninit::<Pair>::uninit();
    let pair = slot.as_mut_ptr();
    unsafe {
        (*pair).low = 1;
        let total = sum(*pair); //~ ub: uninitialized
        assert_eq!(total, 1);
    }
}
