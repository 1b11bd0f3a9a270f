// SPDX-License-Identifier: MIT
//
// Natively this waits without end.

use std::sync::Mutex;

fn main() {
    let lock = Mutex::new(1);
    let held = lock.lock().unwrap();
    println!("{}", *held + *lock.lock().unwrap()); //~ unsupported: a lock that the program
}
