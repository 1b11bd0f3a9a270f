// SPDX-License-Identifier: MIT
//
// C is told where to report progress: a local variable of a function that has returned.

use std::ffi::c_int;

extern "C" {
    fn progress_to(target: *mut c_int);
    fn progress_step() -> *const c_int;
}

fn begin() {
    let mut percent: c_int = 0;
    unsafe { progress_to(&mut percent) };
}

fn main() {
    begin();
    let percent = unsafe { progress_step() };
    println!("{} %", unsafe { *percent }); //~ ub: dangling pointer
}
