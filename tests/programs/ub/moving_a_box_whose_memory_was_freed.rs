// SPDX-License-Identifier: MIT
// A box that is moved must own memory, also when it is only to be forgotten.

fn main() {
    let owner = Box::new(5i64);
    let pointer = (&raw const *owner).cast_mut();
    drop(unsafe { Box::from_raw(pointer) });
    let moved = owner; //~ ub: encountered a dangling box
    std::mem::forget(moved);
}
