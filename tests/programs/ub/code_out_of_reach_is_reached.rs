// SPDX-License-Identifier: MIT
//
// What was promised to be out of reach is reached.
use std::hint::unreachable_unchecked;

fn quarter(month: u32) -> u32 {
    match month {
        1..=3 => 1,
        4..=6 => 2,
        7..=9 => 3,
        10..=12 => 4,
        _ => unsafe { unreachable_unchecked() }, //~ ub: entering unreachable code
    }
}

fn main() {
    println!("{}", quarter(11));
    println!("{}", quarter(13));
}
