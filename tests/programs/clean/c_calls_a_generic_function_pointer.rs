// SPDX-License-Identifier: MIT
// A generic function becomes a function pointer, which Rust calls for types that C could not name;
// for C it is one of an ordinary type.

extern "C" {
    fn repeat(function: extern "C" fn(u8) -> u8, count: u32) -> u8;
}

extern "C" fn forward<T>(value: T) -> T {
    value
}

fn through_a_pointer<T>(value: T) -> T {
    let function = forward::<T> as extern "C" fn(T) -> T;
    function(value)
}

fn main() {
    let offset = 30;
    let add = |value: i32| value + offset;
    assert_eq!(through_a_pointer(add)(12), 42);
    assert_eq!(through_a_pointer("text").len(), 4);
    let last = unsafe { repeat(forward::<u8>, 3) };
    assert_eq!(last, 2);
}
