// SPDX-License-Identifier: MIT
//
// expat hands each callback the user data that it was given. The function that prepares the parser
// gives it a local variable of its own.
//~ library: libexpat.so.1

use std::ffi::{c_char, c_int, c_void};

type Start = extern "C" fn(*mut c_void, *const c_char, *const *const c_char);
type End = extern "C" fn(*mut c_void, *const c_char);

extern "C" {
    fn XML_ParserCreate(encoding: *const c_char) -> *mut c_void;
    fn XML_SetUserData(parser: *mut c_void, data: *mut c_void);
    fn XML_SetElementHandler(parser: *mut c_void, start: Start, end: End);
    fn XML_Parse(parser: *mut c_void, text: *const c_char, length: c_int, is_last: c_int) -> c_int;
}

extern "C" fn start(data: *mut c_void, _name: *const c_char, _atts: *const *const c_char) {
    let count = data.cast::<u32>();
    unsafe { *count += 1 }; //~ ub: dangling pointer
}

extern "C" fn end(_data: *mut c_void, _name: *const c_char) {}

fn counting_parser() -> *mut c_void {
    let mut count = 0u32;
    unsafe {
        let parser = XML_ParserCreate(std::ptr::null());
        XML_SetUserData(parser, (&raw mut count).cast());
        XML_SetElementHandler(parser, start, end);
        parser
    }
}

fn main() {
    let parser = counting_parser();
    unsafe { XML_Parse(parser, c"<soup/>".as_ptr(), 7, 1) };
}
