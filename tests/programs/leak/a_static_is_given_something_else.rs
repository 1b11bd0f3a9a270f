// SPDX-License-Identifier: MIT
// A static keeps memory only as long as it points to it.

static mut CURRENT: *mut i32 = std::ptr::null_mut();

fn set(value: i32) {
    unsafe { CURRENT = Box::into_raw(Box::new(value)) } //~ leak: size: 4, align: 4
}

fn main() {
    set(1);
    set(2);
    assert_eq!(unsafe { *CURRENT }, 2);
}
