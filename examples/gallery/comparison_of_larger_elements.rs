// SPDX-License-Identifier: MIT
//
// qsort is told the size of the elements, and the comparison knows it by itself. Here the elements
// were made smaller, and the comparison was forgotten.
//~ library: libc.so.6

use std::ffi::{c_int, c_void};
use std::mem::size_of;

extern "C" {
    fn qsort(
        base: *mut c_void,
        count: usize,
        size: usize,
        compare: extern "C" fn(*const c_void, *const c_void) -> c_int,
    );
}

extern "C" fn compare(left: *const c_void, right: *const c_void) -> c_int {
    let left = unsafe { (left as *const u32).read_unaligned() };
    let right = unsafe { (right as *const u32).read_unaligned() }; //~ ub: but got
    left.cmp(&right) as c_int
}

fn main() {
    let mut ports: [u16; 5] = [8080, 443, 22, 80, 993];
    let base = ports.as_mut_ptr() as *mut c_void;
    unsafe { qsort(base, ports.len(), size_of::<u16>(), compare) };
    println!("{ports:?}");
}
