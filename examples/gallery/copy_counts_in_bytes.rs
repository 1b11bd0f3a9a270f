// SPDX-License-Identifier: MIT
//
// The third parameter of memcpy counts bytes. Ours is a number of elements times four, and the
// elements are two bytes each.

use std::ffi::c_void;

extern "C" {
    fn memcpy(target: *mut c_void, source: *const c_void, bytes: usize) -> *mut c_void;
}

fn main() {
    let samples: [u16; 6] = [1, 2, 3, 5, 8, 13];
    let mut copy = [0u16; 6];
    let bytes = samples.len() * 4;
    unsafe { memcpy(copy.as_mut_ptr().cast(), samples.as_ptr().cast(), bytes) }; //~ ub: bytes from the end
    println!("{:?}", copy);
}
