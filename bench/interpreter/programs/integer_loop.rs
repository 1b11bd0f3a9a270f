// SPDX-License-Identifier: MIT
//
// Integer loop: the lengths of Collatz sequences, added up. The C twin computes the same.
use std::ffi::{c_char, c_int};

extern "C" {
    fn getenv(name: *const c_char) -> *const c_char;
    fn atoi(text: *const c_char) -> c_int;
    fn printf(format: *const c_char, ...) -> c_int;
}

fn steps(start: u64) -> u64 {
    let mut value = start;
    let mut count = 0;
    while value != 1 {
        if value & 1 == 0 {
            value = value >> 1;
        } else {
            value = 3 * value + 1;
        }
        count += 1;
    }
    count
}

fn main() {
    let count = unsafe { atoi(getenv(b"COUNT\0".as_ptr().cast())) } as u64;
    let mut total = 0u64;
    let mut start = 1;
    while start <= count {
        total += steps(start);
        start += 1;
    }
    unsafe { printf(b"%llu\n\0".as_ptr().cast(), total) };
}
