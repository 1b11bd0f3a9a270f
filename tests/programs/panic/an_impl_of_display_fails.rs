// SPDX-License-Identifier: MIT
//
// format! has nowhere to hand the error of an impl to.

use std::fmt;

struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Err(fmt::Error)
    }
}

fn main() {
    let text = format!("{Broken}"); //~ panic: a formatting trait implementation returned an error
    println!("{text}");
}
