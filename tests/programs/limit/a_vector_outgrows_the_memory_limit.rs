// SPDX-License-Identifier: MIT
//~ options: --limit-memory 64K
// A vector doubles its memory until a limit ends the run.

fn main() {
    let mut numbers = Vec::new();
    loop {
        numbers.push(numbers.len()); //~ limit: would exceed the memory limit of 65536 bytes
    }
}
