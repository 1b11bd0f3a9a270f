// SPDX-License-Identifier: MIT
//
// C runs a handler when the program shuts down. Its data is a local variable of the function that
// registered it, which has long returned by then.

use std::ffi::c_void;

extern "C" {
    fn at_shutdown(handler: extern "C" fn(*mut c_void), data: *mut c_void);
    fn shut_down();
}

struct Connection {
    number: u32,
    is_open: bool,
}

extern "C" fn close(data: *mut c_void) {
    let connection = data as *mut Connection;
    unsafe { (*connection).is_open = false }; //~ ub: dangling pointer
    println!("connection {} closed", unsafe { (*connection).number });
}

fn connect(number: u32) {
    let mut connection = Connection { number, is_open: true };
    unsafe { at_shutdown(close, &mut connection as *mut Connection as *mut c_void) };
    println!("connection {} open: {}", connection.number, connection.is_open);
}

fn main() {
    connect(7);
    unsafe { shut_down() };
}
