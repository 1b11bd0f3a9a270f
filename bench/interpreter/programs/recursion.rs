// SPDX-License-Identifier: MIT
//
// Calls: Fibonacci numbers by recursion. The C twin computes the same.
use std::ffi::{c_char, c_int};

extern "C" {
    fn getenv(name: *const c_char) -> *const c_char;
    fn atoi(text: *const c_char) -> c_int;
    fn printf(format: *const c_char, ...) -> c_int;
}

fn fibonacci(index: u32) -> u64 {
    if index < 2 {
        return index as u64;
    }
    fibonacci(index - 1) + fibonacci(index - 2)
}

fn main() {
    let count = unsafe { atoi(getenv(b"COUNT\0".as_ptr().cast())) };
    let mut total = 0;
    let mut round = 0;
    while round < count {
        total += fibonacci(16);
        round += 1;
    }
    unsafe { printf(b"%llu\n\0".as_ptr().cast(), total) };
}
