// SPDX-License-Identifier: MIT
// A UTF-16 unit is not a character.

#![allow(improper_ctypes)]

extern "C" {
    fn unit_at(index: usize) -> char;
}

fn main() {
    assert_eq!(unsafe { unit_at(0) }, 'a');
    let _letter = unsafe { unit_at(1) }; //~ ub: char
}
