// SPDX-License-Identifier: MIT
// Of the address of an element, arithmetic sees the low bits that its alignment says.

fn main() {
    let values = [1_u32, 2, 3];
    let address = &raw const values[2] as usize;
    assert_eq!(address & 3, 0);
    assert_eq!((address + 3) & 3, 3);
    assert_eq!((address + 5) % 4, 1);
    assert_eq!(address % 1, 0);
    assert_eq!(address & !3, address);
    assert_eq!(address | 2, address + 2);
    assert_eq!((address ^ 1) - address, 1);
    assert_eq!(address - 8, values.as_ptr() as usize);
    assert_eq!(address >> 2 << 2, address);
}
