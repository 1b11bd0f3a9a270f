// SPDX-License-Identifier: MIT
// C fills an array of which Rust initialised nothing, or one element.

use std::mem::MaybeUninit;

extern "C" {
    fn fill(values: *mut i32, length: usize, value: i32);
    fn count_up(values: *mut MaybeUninit<u16>, length: usize);
}

fn main() {
    let mut values = MaybeUninit::<[i32; 5]>::uninit();
    let values = unsafe {
        fill(values.as_mut_ptr() as *mut i32, 5, -31);
        values.assume_init()
    };
    let mut i = 0;
    while i < 5 {
        assert_eq!(values[i], -31);
        i += 1;
    }

    let mut numbers = [MaybeUninit::<u16>::uninit(); 4];
    numbers[0].write(9);
    assert_eq!(unsafe { numbers[0].assume_init() }, 9);
    unsafe { count_up((&raw mut numbers).cast::<MaybeUninit<u16>>(), 4) };
    let mut i = 0;
    while i < 4 {
        assert_eq!(unsafe { numbers[i].assume_init() }, 100 + i as u16);
        i += 1;
    }
}
