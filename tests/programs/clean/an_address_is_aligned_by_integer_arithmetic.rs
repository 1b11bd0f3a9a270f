// SPDX-License-Identifier: MIT
// Alignment is a fact of the address: a buffer of bytes holds an aligned word somewhere, and
// integers find it.

fn main() {
    let mut buffer = [0_u8; 31];
    let start = &raw mut buffer as usize;
    let aligned = (start + 15) & !15;
    let word = aligned as *mut u128;
    unsafe { word.write(0x0123_4567) };
    assert_eq!(unsafe { *word }, 0x0123_4567);
    let offset = aligned - start;
    assert_eq!(buffer[offset], 0x67);
    assert!(word.is_aligned());
}
