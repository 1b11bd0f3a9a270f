// SPDX-License-Identifier: MIT
// Uninitialised memory is no variant.
use std::mem::MaybeUninit;

fn main() {
    let empty = MaybeUninit::<Option<u64>>::uninit();
    let option = unsafe { &*empty.as_ptr() };
    if let Some(_) = option {} //~ ub: but memory is uninitialized
}
