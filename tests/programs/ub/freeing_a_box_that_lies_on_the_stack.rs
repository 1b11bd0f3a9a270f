// SPDX-License-Identifier: MIT
// A box is made of a pointer to a local, whose memory is not the heap's to free.

fn main() {
    let mut local = 5;
    let owner = unsafe { Box::from_raw(&raw mut local) };
    drop(owner); //~ ub: deallocating
}
