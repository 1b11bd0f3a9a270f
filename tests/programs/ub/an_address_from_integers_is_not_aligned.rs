// SPDX-License-Identifier: MIT
// The rounding is wrong: one more than a multiple of the alignment.

fn main() {
    let mut buffer = [0_u64; 4];
    let start = &raw mut buffer as usize;
    let wrong = ((start + 8) & !7) | 1;
    let word = wrong as *mut u64;
    unsafe { *word = 5 }; //~ ub: accessing memory with alignment 1, but alignment 8 is required
    assert_eq!(buffer[1], 5);
}
