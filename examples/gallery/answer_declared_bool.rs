// SPDX-License-Identifier: MIT
//
// C answers "not zero" for yes. Rust's bool is 0 or 1.

extern "C" {
    fn has_flag(flags: u32, flag: u32) -> bool; // int has_flag(unsigned, unsigned);
}

fn main() {
    let is_set = unsafe { has_flag(0x16, 4) }; //~ ub: encountered 0x04
    println!("set: {is_set}");
}
