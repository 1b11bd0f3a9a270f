// SPDX-License-Identifier: MIT
//
// A thread of C reports progress to the program. The program drops what it reports to, and does not
// tell the thread.
//~ options: --foreign-threads=serialise

use std::ffi::c_void;

extern "C" {
    fn download_start(progress: extern "C" fn(*mut c_void, u32), data: *mut c_void);
    fn download_finish();
}

struct Display {
    percent: u32,
}

extern "C" fn show(data: *mut c_void, percent: u32) {
    let display = data as *mut Display;
    unsafe { (*display).percent = percent }; //~ ub: dangling pointer
}

fn main() {
    let display = Box::new(Display { percent: 0 });
    let data = Box::into_raw(display);
    unsafe { download_start(show, data as *mut c_void) };
    drop(unsafe { Box::from_raw(data) }); // The window was closed.
    unsafe { download_finish() };
}
