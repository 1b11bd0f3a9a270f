// SPDX-License-Identifier: MIT
// unwrap of an error shows it as Debug does.

#[allow(dead_code)]
#[derive(Debug)]
enum Failure {
    Code { number: i32 },
}

fn fails() -> Result<i32, Failure> {
    Err(Failure::Code { number: 7 })
}

fn main() {
    fails().unwrap(); //~ panic: called `Result::unwrap()` on an `Err` value: Code { number: 7 }
}
