// SPDX-License-Identifier: MIT
// A box that went through an integer is still the same heap memory, and is freed as such.

fn main() {
    let address = Box::into_raw(Box::new([6_u32, 7])) as usize;
    let owner = unsafe { Box::from_raw(address as *mut [u32; 2]) };
    assert_eq!(owner[1], 7);
    drop(owner);
}
