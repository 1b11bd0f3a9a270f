// SPDX-License-Identifier: MIT
// Reading a part of a pointer as an integer gives a part of its address.

fn main() {
    let target = 1_u8;
    let pointer = &raw const target;
    let address = pointer.addr();
    let bytes = (&raw const pointer).cast::<u8>();
    let mut index = 0;
    while index < 8 {
        let byte = unsafe { *bytes.add(index) };
        assert_eq!(byte, (address >> (8 * index)) as u8);
        index += 1;
    }
    assert_eq!(unsafe { bytes.cast::<u32>().add(1).read() }, (address >> 32) as u32);
}
