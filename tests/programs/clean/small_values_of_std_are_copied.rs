// SPDX-License-Identifier: MIT
//
// Clone of the values that are copied anyway, called by a function that knows them as Clone only.

use std::alloc::Layout;
use std::sync::atomic::Ordering;
use std::sync::LazyLock;

fn twice<T: Clone>(value: &T) -> (T, T) {
    (value.clone(), value.clone())
}

fn main() {
    let (layout, other) = twice(&Layout::new::<u32>());
    println!("{} {}", layout.size(), other.align());
    println!("{:?}", twice(&Ordering::Acquire));
    let lazy = LazyLock::new(|| 5);
    println!("{lazy:?} {} {lazy:?}", *lazy);
}
