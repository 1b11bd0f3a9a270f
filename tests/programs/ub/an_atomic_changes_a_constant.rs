// SPDX-License-Identifier: MIT
//
// An exchange needs memory that may be written, even where it fails.

use std::sync::atomic::{AtomicU32, Ordering};

static LIMIT: u32 = 8;

fn main() {
    let limit = unsafe { AtomicU32::from_ptr((&raw const LIMIT).cast_mut()) };
    assert_eq!(limit.load(Ordering::Relaxed), 8);
    let _ = limit.compare_exchange(1, 2, Ordering::SeqCst, Ordering::Relaxed); //~ ub: read-only
}
