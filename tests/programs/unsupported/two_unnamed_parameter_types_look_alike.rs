// SPDX-License-Identifier: MIT
//
// rustc prints both types as `impl Display`, wherever they stand in the function.

use std::fmt::Display;

fn joined(left: impl Display, right: &impl Display) -> String {
    format!("{left}{right}")
}

fn main() {
    println!("{}", joined(1, &2));
    println!("{}", joined(1, &"two")); //~ unsupported: calling `joined<i32, &str>`, of which two
}
