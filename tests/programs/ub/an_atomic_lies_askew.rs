// SPDX-License-Identifier: MIT
use std::sync::atomic::{AtomicU32, Ordering};

fn main() {
    let mut bytes = [0u32; 2];
    let askew = unsafe { bytes.as_mut_ptr().byte_add(2) };
    let number = unsafe { AtomicU32::from_ptr(askew) }; //~ ub: alignment
    number.store(1, Ordering::SeqCst);
}
