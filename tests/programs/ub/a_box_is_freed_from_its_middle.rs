// SPDX-License-Identifier: MIT
// What is freed is not the beginning of the block.

fn main() {
    let block = Box::into_raw(Box::new([9_u64, 8]));
    let second = unsafe { Box::from_raw((&raw mut (*block)[1])) };
    drop(second); //~ ub: beginning of the allocation
}
