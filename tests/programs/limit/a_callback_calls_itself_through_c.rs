// SPDX-License-Identifier: MIT
//
// Rust calls C, C calls Rust, without end.

extern "C" {
    fn again(function: extern "C" fn() -> i32) -> i32;
}

extern "C" fn call() -> i32 {
    unsafe { again(call) } //~ limit: the limit of 1024 callbacks
}

fn main() {
    call();
}
