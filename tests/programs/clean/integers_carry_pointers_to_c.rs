// SPDX-License-Identifier: MIT
// An address cast to an integer exposes what it points to; C casts it back and uses it.

use std::mem::MaybeUninit;

extern "C" {
    fn store_at(address: usize, value: i32);
    fn load_at(address: isize) -> i32;
    fn address_of_next(address: usize) -> usize;
}

fn main() {
    let mut slot = MaybeUninit::<i32>::uninit();
    let address = slot.as_mut_ptr() as usize;
    unsafe { store_at(address, 42) };
    assert_eq!(unsafe { slot.assume_init() }, 42);

    let values = [7, 8, 9];
    let address = &raw const values as usize;
    unsafe {
        assert_eq!(load_at(address as isize), 7);
        let next = address_of_next(address);
        assert_eq!(next, address + 4);
        assert_eq!(*(next as *const i32), 8);
    }
}
