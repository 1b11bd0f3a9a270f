// SPDX-License-Identifier: MIT
// A static was never on the heap, so no box owns it.

static mut COUNTER: u32 = 5;

fn main() {
    let pointer = &raw mut COUNTER;
    let owner = unsafe { Box::from_raw(pointer) };
    assert_eq!(*owner, 5);
    drop(owner); //~ ub: using heap deallocation
}
