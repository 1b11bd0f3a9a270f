// SPDX-License-Identifier: MIT
// The function takes and returns a closure, and has been declared to be one of numbers. What C would
// pass means nothing to it.

extern "C" {
    fn apply(function: extern "C" fn(i64) -> i64, value: i64) -> i64;
}

extern "C" fn forward<T>(value: T) -> T {
    value
}

fn pointer_for<T>(_example: &T) -> extern "C" fn(T) -> T {
    forward::<T> as extern "C" fn(T) -> T
}

fn main() {
    let (step, least) = (3, -1_i8);
    let closure = move |value: i64| if value < least as i64 { 0 } else { value + step };
    let function = pointer_for(&closure);
    assert_eq!(function(closure)(4), 7);
    let value = unsafe {
        apply(std::mem::transmute(function), 5) //~ unsupported: with unsupported argument/return type
    };
    assert_eq!(value, 8);
}
