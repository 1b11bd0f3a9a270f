// SPDX-License-Identifier: MIT
// The error that main returns is dropped once it is shown; what main left behind is leaked.

use std::process::ExitCode;

fn main() -> Result<ExitCode, String> {
    let reason = String::from("a reason");
    std::mem::forget(Box::new(-1i8)); //~ leak: size: 1, align: 1
    Err(reason)
}
//~ status: 1
