// SPDX-License-Identifier: MIT
// C stores a pointer in a global of its own and writes through it in a later call, in which it
// is given no pointer at all.

extern "C" {
    fn remember(counter: *mut i32);
    fn count() -> i32;
    fn forget();
}

fn main() {
    let mut counter = 40;
    let pointer = &raw mut counter;
    unsafe {
        remember(pointer);
        assert_eq!(count(), 41);
        *pointer = 100;
        assert_eq!(count(), 101);
        assert_eq!(*pointer, 101);
        forget();
        assert_eq!(count(), -1);
        assert_eq!(*pointer, 101);
    }
}
