// SPDX-License-Identifier: MIT
// Addresses are numbers like others: those of two elements are combined bit by bit.

fn main() {
    let bytes = [0_i8; 12];
    let two = bytes.as_ptr().wrapping_add(2) as usize;
    let nine = bytes.as_ptr().wrapping_add(9) as usize;
    assert_eq!((two | nine) + (two & nine), two + nine);
    assert_eq!(two ^ two, 0);
    let limit = 13_usize;
    let address = &raw const limit as usize;
    assert!(address & limit <= limit);
    assert_eq!((address & limit) | (address & !limit), address);
}
