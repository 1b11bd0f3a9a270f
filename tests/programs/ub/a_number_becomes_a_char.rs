// SPDX-License-Identifier: MIT
// One more than the greatest char.

fn main() {
    let number = char::MAX as u32 + 1;
    let letter = unsafe { *(&raw const number).cast::<char>() }; //~ ub: constructing invalid value of type char: encountered 0x00110000
    assert_ne!(letter, 'a');
}
