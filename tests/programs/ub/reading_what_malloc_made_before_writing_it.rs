// SPDX-License-Identifier: MIT
// The program itself called `malloc`, and nobody has written there since.

use std::ffi::c_void;

extern "C" {
    fn malloc(size: usize) -> *mut c_void;
}

fn main() {
    let number = unsafe { malloc(4) } as *mut i32;
    println!("{}", unsafe { *number }); //~ ub: uninitialized
}
