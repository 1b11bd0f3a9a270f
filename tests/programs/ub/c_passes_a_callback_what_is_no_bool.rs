// SPDX-License-Identifier: MIT
//
// C tells a callback "not zero" for true; the function's parameter is a bool.

extern "C" {
    fn look_for(flag: u8, flags: u8, found: extern "C" fn(bool));
}

extern "C" fn found(is_there: bool) {
    assert!(is_there);
}

fn main() {
    unsafe { look_for(4, 6, found) }; //~ ub: encountered 0x04, but expected a boolean
}
