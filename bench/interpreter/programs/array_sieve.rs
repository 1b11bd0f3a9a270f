// SPDX-License-Identifier: MIT
//
// Array indexing: the primes below 4096, sieved again and again. The C twin computes the same.
use std::ffi::{c_char, c_int};

extern "C" {
    fn getenv(name: *const c_char) -> *const c_char;
    fn atoi(text: *const c_char) -> c_int;
    fn printf(format: *const c_char, ...) -> c_int;
}

const SIZE: usize = 4096;

fn sieve(is_composite: &mut [bool; SIZE]) -> u32 {
    let mut index = 2;
    while index < SIZE {
        is_composite[index] = false;
        index += 1;
    }
    let mut primes = 0;
    let mut candidate = 2;
    while candidate < SIZE {
        if !is_composite[candidate] {
            primes += 1;
            let mut multiple = candidate + candidate;
            while multiple < SIZE {
                is_composite[multiple] = true;
                multiple += candidate;
            }
        }
        candidate += 1;
    }
    primes
}

fn main() {
    let count = unsafe { atoi(getenv(b"COUNT\0".as_ptr().cast())) };
    let mut is_composite = [false; SIZE];
    let mut total = 0u32;
    let mut round = 0;
    while round < count {
        total += sieve(&mut is_composite);
        round += 1;
    }
    unsafe { printf(b"%u\n\0".as_ptr().cast(), total) };
}
