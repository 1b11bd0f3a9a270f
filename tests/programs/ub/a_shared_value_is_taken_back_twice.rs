// SPDX-License-Identifier: MIT
use std::sync::Arc;

fn main() {
    let raw = Arc::into_raw(Arc::new(5));
    let one = unsafe { Arc::from_raw(raw) };
    let two = unsafe { Arc::from_raw(raw) };
    drop(one);
    drop(two); //~ ub: freed
}
