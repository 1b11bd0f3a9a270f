// SPDX-License-Identifier: MIT
// A bool is 0 or 1.

fn main() {
    let byte = 3_u8;
    let answer = unsafe { std::mem::transmute::<u8, bool>(byte) }; //~ ub: constructing invalid value of type bool: encountered 0x03
    assert!(answer);
}
