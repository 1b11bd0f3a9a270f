// SPDX-License-Identifier: MIT
// C calls a function pointer of the program, unless it is null.

extern "C" {
    fn call_it(function: Option<extern "C" fn(i32) -> i32>, value: i32) -> i32;
}

extern "C" fn increment(value: i32) -> i32 {
    value + 1
}

fn main() {
    assert_eq!(unsafe { call_it(None, 5) }, 5);
    let function: extern "C" fn(i32) -> i32 = increment;
    let value = unsafe { call_it(Some(function), 5) };
    assert_eq!(value, 6);
}
