// SPDX-License-Identifier: MIT
// Patching a function at run time.

fn answer() -> u8 {
    42
}

fn main() {
    let code = answer as fn() -> u8 as *mut u8;
    unsafe { code.write(0xc3) }; //~ ub: which contains a function
    assert_eq!(answer(), 42);
}
