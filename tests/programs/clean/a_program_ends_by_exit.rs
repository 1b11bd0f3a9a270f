// SPDX-License-Identifier: MIT
// process::exit ends a program at once: nothing behind it runs, and nothing is dropped.

struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped");
    }
}

fn main() {
    let _loud = Loud;
    println!("before");
    std::process::exit(0);
}
