// SPDX-License-Identifier: MIT
//
// What every run pays for: one line is printed.
fn main() {
    println!("hello");
}
