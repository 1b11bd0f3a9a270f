// SPDX-License-Identifier: MIT
// add must stay inside the allocation, its end included, whether the result is used or not.

extern "C" {
    fn length() -> usize;
}

fn main() {
    let values = [1_i16, 2, 3];
    let start = &raw const values as *const i16;
    let count = unsafe { length() };
    let end = unsafe { start.add(count - 1) };
    assert!(end > start);
    let _beyond = unsafe { start.add(count) }; //~ ub: pointer arithmetic failed
}
