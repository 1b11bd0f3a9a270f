// SPDX-License-Identifier: MIT
//
// A struct is passed by value, and one of its fields was forgotten.

use std::mem::MaybeUninit;

#[repr(C)]
#[derive(Clone, Copy)]
struct Options {
    width: u32,
    height: u32,
    depth: u32,
}

extern "C" {
    fn volume(options: Options) -> u64;
}

fn main() {
    let mut options = MaybeUninit::<Options>::uninit();
    unsafe {
        (*options.as_mut_ptr()).width = 3;
        (*options.as_mut_ptr()).height = 5;
        println!("{}", volume(options.assume_init())); //~ ub: at .depth
    }
}
