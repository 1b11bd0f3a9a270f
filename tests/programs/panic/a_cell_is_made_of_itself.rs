// SPDX-License-Identifier: MIT
use std::cell::OnceCell;

fn main() {
    let cell = OnceCell::new();
    let number = cell.get_or_init(|| *cell.get_or_init(|| 1) + 1); //~ panic: reentrant init
    println!("{number}");
}
