// SPDX-License-Identifier: MIT
// The allocator of C is there without a library that defines it.

use std::ffi::c_void;

extern "C" {
    fn malloc(size: usize) -> *mut c_void;
    fn calloc(count: usize, size: usize) -> *mut c_void;
    fn realloc(memory: *mut c_void, size: usize) -> *mut c_void;
    fn free(memory: *mut c_void);
}

fn main() {
    unsafe {
        let mut numbers = malloc(2 * size_of::<i64>()) as *mut i64;
        *numbers = 1;
        *numbers.add(1) = 2;
        numbers = realloc(numbers as *mut c_void, 100 * size_of::<i64>()) as *mut i64;
        for i in 2..100 {
            *numbers.add(i) = *numbers.add(i - 1) + *numbers.add(i - 2);
            if i == 50 {
                break;
            }
        }
        let zeroes = calloc(4, 4) as *mut u32;
        println!("{} {}", *numbers.add(50), *zeroes.add(3));
        free(zeroes as *mut c_void);
        free(numbers as *mut c_void);
        free(std::ptr::null_mut());
    }
}
