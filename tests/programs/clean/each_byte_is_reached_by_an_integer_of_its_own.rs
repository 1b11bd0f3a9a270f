// SPDX-License-Identifier: MIT
// Every byte of a buffer is written through a pointer cast from its own address as an integer.

fn store(address: usize, value: u8) {
    unsafe { *(address as *mut u8) = value };
}

fn main() {
    let mut buffer = [0_u8; 13];
    let mut index = 0;
    while index < 13 {
        let address = (&raw mut buffer).cast::<u8>().wrapping_add(index) as usize;
        store(address, 3 * index as u8 + 1);
        index += 1;
    }
    let first = &raw const buffer as usize;
    let mut sum = 0_u32;
    while index > 0 {
        index -= 1;
        sum += unsafe { *((first + index) as *const u8) } as u32;
    }
    assert_eq!(sum, 13 + 3 * (12 * 13 / 2));
    assert_eq!(buffer[12], 37);
}
