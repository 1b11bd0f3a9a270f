// SPDX-License-Identifier: MIT
//
// A panic inside a callback ends the program, and C calls nothing more.

extern "C" {
    fn twice(function: extern "C" fn(i32) -> i32) -> i32;
}

extern "C" fn refuse(value: i32) -> i32 {
    if value == 1 {
        panic!("not one"); //~ panic: not one
    }
    value
}

fn main() {
    let sum = unsafe { twice(refuse) };
    assert!(sum == 0);
}
