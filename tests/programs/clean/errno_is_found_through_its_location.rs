// SPDX-License-Identifier: MIT
//
// errno is the program's own: C sets it, Rust reads and writes it where C says that it lies.

extern "C" {
    fn __errno_location() -> *mut i32;
    fn fails_with(number: i32) -> i32;
    fn errno_is(number: i32) -> bool;
}

fn main() {
    unsafe {
        let place = __errno_location();
        *place = 0;
        assert!(fails_with(33) == -1);
        assert!(*place == 33);
        *place = 5;
        assert!(errno_is(5));
        assert!(__errno_location() == place);
    }
}
