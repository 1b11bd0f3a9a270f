// SPDX-License-Identifier: MIT
// A pointer that C gave away is no Box.

extern "C" {
    fn counter() -> *mut i32;
}

fn main() {
    let counter = unsafe { Box::from_raw(counter()) };
    assert!(*counter == 1);
    drop(counter); //~ ub: which is native memory, using heap deallocation
}
