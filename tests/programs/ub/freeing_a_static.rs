// SPDX-License-Identifier: MIT
// A static is not the heap's to free.

static mut COUNTER: u32 = 0;

fn main() {
    let owner = unsafe { Box::from_raw(&raw mut COUNTER) };
    drop(owner); //~ ub: which is static memory, using heap deallocation
}
