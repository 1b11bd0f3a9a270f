// SPDX-License-Identifier: MIT
// A reference to a constant expression points to read-only memory.

fn raw(reference: &i64) -> *mut i64 {
    reference as *const i64 as *mut i64
}

fn main() {
    let five = &5;
    let hidden = raw(five);
    unsafe { *hidden = 6 }; //~ ub: which is read-only
    assert_eq!(*five, 6);
}
