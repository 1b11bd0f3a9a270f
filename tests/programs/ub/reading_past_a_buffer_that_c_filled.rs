// SPDX-License-Identifier: MIT
// C fills all four elements and says how many there are; Rust reads one more.

use std::mem::MaybeUninit;

extern "C" {
    fn fill(values: *mut i32, length: usize) -> usize;
}

fn main() {
    let mut buffer = MaybeUninit::<[i32; 4]>::uninit();
    let values = buffer.as_mut_ptr() as *mut i32;
    let length = unsafe { fill(values, 4) };
    let mut sum = 0;
    let mut i = 0;
    while i <= length {
        let element = unsafe { values.add(i) };
        sum += unsafe { *element }; //~ ub: at or beyond the end of the allocation
        i += 1;
    }
    assert_eq!(sum, 10);
}
