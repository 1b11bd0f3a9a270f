// SPDX-License-Identifier: MIT
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicI64, Ordering};

fn main() {
    let count = MaybeUninit::<AtomicI64>::uninit();
    let count = unsafe { &*count.as_ptr() };
    println!("{}", count.fetch_add(1, Ordering::SeqCst)); //~ ub: uninitialized
}
