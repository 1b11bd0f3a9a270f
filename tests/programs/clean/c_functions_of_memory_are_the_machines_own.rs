// SPDX-License-Identifier: MIT
// memcmp, memcpy and memset, declared by the program: the machine does them itself, with pointers
// kept whole. With nothing to do they still take pointers to memory, its end included.

use std::ffi::c_void;

extern "C" {
    fn memcmp(left: *const c_void, right: *const c_void, size: usize) -> i32;
    fn memcpy(target: *mut c_void, source: *const c_void, size: usize) -> *mut c_void;
}

fn main() {
    let number = 5_i32;
    let original = [&raw const number, std::ptr::null()];
    let mut copy = [std::ptr::null::<i32>(); 2];
    let target = (&raw mut copy).cast::<c_void>();
    let source = (&raw const original).cast::<c_void>();
    let result = unsafe { memcpy(target, source, 16) };
    assert!(result == target);
    assert_eq!(unsafe { *copy[0] }, 5);
    assert_eq!(unsafe { memcmp(target, source, 16) }, 0);

    let low = [1_u8, 2, 3];
    let high = [1_u8, 200, 0];
    let low = (&raw const low).cast::<c_void>();
    let high = (&raw const high).cast::<c_void>();
    assert!(unsafe { memcmp(low, high, 3) } < 0);
    assert!(unsafe { memcmp(high, low, 2) } > 0);
    assert_eq!(unsafe { memcmp(low, high, 1) }, 0);
    assert_eq!(unsafe { memcmp(low.byte_add(3), high, 0) }, 0);
}
