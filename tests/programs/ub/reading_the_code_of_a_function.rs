// SPDX-License-Identifier: MIT
// A function has an address and no bytes that the program may look at.

fn answer() -> u8 {
    42
}

fn main() {
    let code = answer as fn() -> u8 as *const u8;
    let first = unsafe { *code }; //~ ub: which contains a function
    assert_ne!(first, answer());
}
