// SPDX-License-Identifier: MIT
//
// A Display that writes itself has no end.

use std::fmt;

struct Mirror;

impl fmt::Display for Mirror {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}|", Mirror) //~ limit: formatted within each other
    }
}

fn main() {
    println!("{Mirror}");
}
