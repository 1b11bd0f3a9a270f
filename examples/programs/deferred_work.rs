// SPDX-License-Identifier: MIT
//
// C keeps a list of handlers, each with its user data, and runs them later, last come, first served,
// as atexit does. The data are boxes that C owns until their handler has run.

use std::ffi::c_void;

type Handler = extern "C" fn(*mut c_void);

extern "C" {
    fn defer(handler: Handler, data: *mut c_void) -> bool;
    fn run_deferred() -> usize;
}

struct Step {
    number: u32,
    rest: u32,
}

extern "C" fn say(data: *mut c_void) {
    let text = unsafe { Box::from_raw(data as *mut String) };
    println!("{text}");
}

// A handler may defer further ones.
extern "C" fn count_down(data: *mut c_void) {
    let step = unsafe { Box::from_raw(data as *mut Step) };
    println!("step {}", step.number);
    if step.rest > 0 {
        defer_step(step.number + 1, step.rest - 1);
    }
}

fn defer_text(text: &str) {
    let data = Box::into_raw(Box::new(String::from(text)));
    assert!(unsafe { defer(say, data as *mut c_void) });
}

fn defer_step(number: u32, rest: u32) {
    let data = Box::into_raw(Box::new(Step { number, rest }));
    assert!(unsafe { defer(count_down, data as *mut c_void) });
}

fn main() {
    defer_text("the end");
    defer_step(1, 3);
    defer_text("first of all");
    println!("nothing has run yet");
    let count = unsafe { run_deferred() };
    println!("{count} handlers have run");
}
