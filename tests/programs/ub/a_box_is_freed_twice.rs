// SPDX-License-Identifier: MIT
// Two boxes are made of one raw pointer: each frees its memory.

fn main() {
    let raw = Box::into_raw(Box::new(5));
    let first = unsafe { Box::from_raw(raw) };
    let second = unsafe { Box::from_raw(raw) };
    drop(first);
    drop(second); //~ ub: has been freed
}
