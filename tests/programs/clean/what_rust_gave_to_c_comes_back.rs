// SPDX-License-Identifier: MIT
// A string and a box go to C by `into_raw`, stay the program's while C keeps them, and come back by
// `from_raw`. What C keeps to the end is not lost.

use std::ffi::{c_char, CString};

extern "C" {
    fn keep(name: *mut c_char, value: *mut i64);
    fn length_of_name() -> usize;
    fn change();
    fn take_name() -> *mut c_char;
    fn take_value() -> *mut i64;
}

fn give(name: &str, value: i64) {
    let name = CString::new(name).unwrap().into_raw();
    let value = Box::into_raw(Box::new(value));
    unsafe { keep(name, value) };
}

fn main() {
    give("mercury", 88);
    assert!(unsafe { length_of_name() } == 7);
    unsafe { change() };
    let name = unsafe { CString::from_raw(take_name()) };
    let value = unsafe { Box::from_raw(take_value()) };
    assert!(name.as_bytes() == b"Mercury");
    assert!(*value == 89);
    give("venus", 225);
}
