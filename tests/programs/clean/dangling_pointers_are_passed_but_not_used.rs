// SPDX-License-Identifier: MIT
// Passing a pointer is not using it: one to a local whose scope has ended, one past the end,
// one made of an integer, and one hidden in memory that C overwrites.

extern "C" {
    fn ignore(pointer: *const i32);
    fn clear(slot: *mut *const i32);
}

fn main() {
    let mut slot: *const i32;
    {
        let gone = 5;
        slot = &gone;
    }
    let values = [1, 2];
    unsafe {
        ignore(slot);
        ignore((&raw const values as *const i32).add(2));
        ignore(0x10 as *const i32);
        clear(&mut slot);
    }
    assert!(slot.is_null());
    assert_eq!(values[1], 2);
}
