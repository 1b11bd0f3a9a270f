// SPDX-License-Identifier: MIT
// Casts of the address of freed memory, and of one beyond a block, are defined: nothing is accessed.
//~ options: --provenance=permissive

fn main() {
    let block = Box::new([0_u64; 4]);
    let address = &raw const *block as usize;
    drop(block);
    let dangling = address as *const u64;
    assert_eq!(dangling as usize, address);

    let block = Box::new(0_u16);
    let address = &raw const *block as usize + 0x1000;
    let beyond = address as *mut u16;
    assert_eq!(beyond as usize, address);
}
