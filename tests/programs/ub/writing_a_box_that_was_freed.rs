// SPDX-License-Identifier: MIT
// Writing is as wrong as reading, also at an address that may belong to somebody else by now.

fn main() {
    let pointer = Box::into_raw(Box::new(5_u16));
    drop(unsafe { Box::from_raw(pointer) });
    let other = Box::new(6_u16);
    unsafe { *pointer = 7 }; //~ ub: has been freed, so this pointer is dangling
    assert_eq!(*other, 6);
}
