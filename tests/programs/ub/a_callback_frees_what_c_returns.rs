// SPDX-License-Identifier: MIT
//
// C holds a value while it calls back, and the function frees it.

extern "C" {
    fn update(value: *mut i32, changed: extern "C" fn(*mut i32)) -> *mut i32;
}

extern "C" fn drop_it(value: *mut i32) {
    drop(unsafe { Box::from_raw(value) });
}

fn main() {
    let value = Box::into_raw(Box::new(41));
    let updated = unsafe { update(value, drop_it) };
    assert!(unsafe { *updated } == 42); //~ ub: dangling pointer
}
