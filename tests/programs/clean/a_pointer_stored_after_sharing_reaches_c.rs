// SPDX-License-Identifier: MIT
// Memory that was shared once stays shared: a pointer that Rust stores there between two calls
// takes its target along, although no later call is given either.

use std::mem::MaybeUninit;

extern "C" {
    fn share(slot: *mut *mut i32);
    fn write_through(value: i32);
}

fn main() {
    let mut first = 0;
    let mut second = MaybeUninit::<i32>::uninit();
    let mut slot: *mut i32 = &raw mut first;
    let shared = &raw mut slot;
    unsafe {
        share(shared);
        write_through(1);
        *shared = second.as_mut_ptr();
        write_through(2);
        assert_eq!(second.assume_init(), 2);
    }
    assert_eq!(first, 1);
}
