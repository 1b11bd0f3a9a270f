// SPDX-License-Identifier: MIT
//
// Reads numbers with strtol and strtod of the C library: where a number ends comes back through a
// pointer to a pointer, and whether it fitted through errno.
//~ library: libc.so.6

use std::ffi::{c_char, c_double, c_int, c_long, CStr};
use std::ptr;

extern "C" {
    fn strtol(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_long;
    fn strtod(text: *const c_char, end: *mut *mut c_char) -> c_double;
    fn __errno_location() -> *mut c_int;
}

const ERANGE: c_int = 34;

#[derive(Debug, PartialEq)]
enum Failure {
    Empty,
    OutOfRange,
    Trailing(String),
}

fn set_errno(value: c_int) {
    unsafe { *__errno_location() = value }
}

fn errno() -> c_int {
    unsafe { *__errno_location() }
}

fn check(text: &CStr, end: *const c_char) -> Result<(), Failure> {
    let read = unsafe { end.offset_from(text.as_ptr()) } as usize;
    if read == 0 {
        return Err(Failure::Empty);
    }
    if errno() == ERANGE {
        return Err(Failure::OutOfRange);
    }
    match unsafe { CStr::from_ptr(end) }.to_str() {
        Ok("") => Ok(()),
        rest => Err(Failure::Trailing(rest.unwrap().to_string())),
    }
}

fn integer(text: &CStr, base: c_int) -> Result<c_long, Failure> {
    let mut end = ptr::null_mut();
    set_errno(0);
    let value = unsafe { strtol(text.as_ptr(), &mut end, base) };
    check(text, end)?;
    Ok(value)
}

fn float(text: &CStr) -> Result<c_double, Failure> {
    let mut end = ptr::null_mut();
    set_errno(0);
    let value = unsafe { strtod(text.as_ptr(), &mut end) };
    check(text, end).map(|()| value)
}

/// All numbers of a list, each of which ends where the next one begins.
fn list(text: &CStr) -> Vec<c_double> {
    let mut values = Vec::new();
    let mut next = text.as_ptr();
    loop {
        let mut end = ptr::null_mut();
        let value = unsafe { strtod(next, &mut end) };
        if ptr::eq(next, end) {
            return values;
        }
        values.push(value);
        next = end;
    }
}

fn main() {
    println!("{:?}", integer(c"-1234", 10));
    println!("{:?}", integer(c"0x7fFF", 0));
    println!("{:?}", integer(c"zz", 36));
    println!("{:?}", integer(c"12 monkeys", 10));
    println!("{:?}", integer(c"", 10));
    println!("{:?}", integer(c"99999999999999999999", 10));
    println!("{:?}", float(c"6.02214076e23"));
    println!("{:?}", float(c"0x1.8p1"));
    println!("{:?}", float(c"1e999"));
    println!("{:?}", list(c"1 2.5 -3e2 .125"));
}
