// SPDX-License-Identifier: MIT
// An out parameter that the caller left out.

fn measure(length: *mut usize) {
    unsafe { *length = 8 }; //~ ub: attempting to access 8 bytes, but got null pointer
}

fn main() {
    let mut length = 0;
    measure(&mut length);
    assert_eq!(length, 8);
    measure(std::ptr::null_mut());
}
