// SPDX-License-Identifier: MIT
//
// Rust calls C, C calls Rust, a thousand times inside each other.

extern "C" {
    fn go_on(function: extern "C" fn(i32) -> i32, left: i32) -> i32;
}

extern "C" fn descend(left: i32) -> i32 {
    if left == 0 {
        return 0;
    }
    unsafe { go_on(descend, left - 1) }
}

fn main() {
    assert!(descend(1000) == 1000);
}
