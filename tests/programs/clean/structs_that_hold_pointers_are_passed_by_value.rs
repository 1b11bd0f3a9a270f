// SPDX-License-Identifier: MIT
// A pointer inside a struct that is passed by value is passed too: C writes through it, and
// returns a struct whose pointer Rust can use.

use std::mem::MaybeUninit;

#[repr(C)]
struct Slice {
    start: *mut i32,
    length: usize,
}

extern "C" {
    fn fill(slice: Slice, value: i32);
    fn rest(slice: Slice) -> Slice;
}

fn main() {
    let mut values = MaybeUninit::<[i32; 3]>::uninit();
    let start = values.as_mut_ptr() as *mut i32;
    unsafe {
        fill(Slice { start, length: 3 }, 6);
        let rest = rest(Slice { start, length: 3 });
        assert_eq!(rest.length, 2);
        *rest.start = 7;
        let values = values.assume_init();
        assert_eq!(values[0], 6);
        assert_eq!(values[1], 7);
        assert_eq!(values[2], 6);
    }
}
