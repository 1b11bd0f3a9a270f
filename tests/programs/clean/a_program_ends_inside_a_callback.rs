// SPDX-License-Identifier: MIT
//
// The program exits in a function that C called.
//~ status: 7
use std::process;

extern "C" {
    fn visit_numbers(count: i32, visit: extern "C" fn(i32));
}

extern "C" fn visit(number: i32) {
    if number == 3 {
        process::exit(7);
    }
    assert!(number < 3);
}

fn main() {
    unsafe { visit_numbers(10, visit) };
    unreachable!();
}
