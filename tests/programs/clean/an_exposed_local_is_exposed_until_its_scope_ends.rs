// SPDX-License-Identifier: MIT
// A variable that was exposed once may be reached from its address as long as it lives, whatever is
// written into it meanwhile.
//~ options: --provenance=permissive

fn bump(address: usize) {
    let pointer = address as *mut [u16; 3];
    unsafe { (*pointer)[2] += 1 };
}

fn main() {
    let mut values = [0_u16; 3];
    let address = &raw mut values as usize;
    bump(address);
    values = [5, 6, 7];
    bump(address);
    values[1] = 0;
    bump(address);
    assert_eq!(values, [5, 0, 9]);
}
