// SPDX-License-Identifier: MIT
//
// The program is read, and runs up to where it wants a variable that each thread has of its own.
use std::cell::Cell;

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(1) };
}

fn count() -> u32 {
    COUNT.with(|count| count.get()) //~ unsupported: type `std::thread::LocalKey<std::cell::Cell<u32>>` is not modelled
}

fn main() {
    println!("before");
    println!("{}", count());
}
