// SPDX-License-Identifier: MIT
// Three casts of integers to pointers at three places: the first one is warned about, and no other.

fn read(address: usize) -> u16 {
    let pointer = address as *const u16;
    unsafe { *pointer }
}

fn main() {
    let pair = [7_u16, 8];
    let address = pair.as_ptr() as usize;
    assert_eq!(read(address), 7);
    assert_eq!(read(address + 2), 8);
    let pointer = std::ptr::with_exposed_provenance::<u16>(address);
    assert!(!pointer.is_null());
}
