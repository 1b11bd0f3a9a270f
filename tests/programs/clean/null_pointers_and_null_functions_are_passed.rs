// SPDX-License-Identifier: MIT
// Null is a value like any other: as a data pointer, as an absent function, and as a result. A
// present function that C does not call is just an address.

extern "C" {
    fn length_of(text: *const u8) -> isize;
    fn has_handler(handler: Option<extern "C" fn(i32) -> i32>) -> bool;
    fn is_callable(function: extern "C" fn(i32) -> i32) -> bool;
    fn nothing() -> *mut u8;
}

extern "C" fn handle(value: i32) -> i32 {
    value + 1
}

fn main() {
    let text = [b'a', b'b', b'c', 0];
    unsafe {
        assert_eq!(length_of(std::ptr::null()), -1);
        assert_eq!(length_of(&raw const text as *const u8), 3);
        assert_eq!(length_of(std::ptr::null_mut::<u8>()), -1);
        assert!(!has_handler(None));
        assert!(is_callable(handle));
        assert!(nothing().is_null());
        assert_eq!(nothing() as usize, 0);
    }
    assert_eq!(handle(1), 2);
}
