// SPDX-License-Identifier: MIT
//
// Rust calls C, which calls Rust, and so on: an error at the third level ends the program with all
// frames in between.

extern "C" {
    fn call_with(function: extern "C" fn(i32) -> i32, value: i32) -> i32;
}

static ODD: [i32; 2] = [1, 3];

extern "C" fn descend(level: i32) -> i32 {
    if level == 3 {
        return unsafe { *ODD.as_ptr().wrapping_add(2) }; //~ ub: at or beyond the end
    }
    unsafe { call_with(descend, level + 1) }
}

fn main() {
    unsafe { call_with(descend, 1) };
}
