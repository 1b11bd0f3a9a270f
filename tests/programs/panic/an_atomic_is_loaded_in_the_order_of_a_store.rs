// SPDX-License-Identifier: MIT
use std::sync::atomic::{AtomicU8, Ordering};

fn load(order: Ordering) -> u8 {
    AtomicU8::new(1).load(order) //~ panic: no such thing as a release load
}

fn main() {
    assert_eq!(load(Ordering::Acquire), 1);
    load(Ordering::Release);
}
