// SPDX-License-Identifier: MIT
//
// C calls a function for ever, and the program exits in it.
//~ status: 3
use std::process;

extern "C" {
    fn call_for_ever(function: extern "C" fn(u64));
}

extern "C" fn leave_at_last(round: u64) {
    if round == 100 {
        println!("enough");
        process::exit(3);
    }
}

fn main() {
    unsafe { call_for_ever(leave_at_last) };
}
