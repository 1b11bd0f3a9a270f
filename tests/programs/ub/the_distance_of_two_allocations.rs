// SPDX-License-Identifier: MIT
// Two arrays have no distance.

fn main() {
    let left = [1_u8; 4];
    let right = [2_u8; 4];
    let _distance = unsafe { right.as_ptr().offset_from(left.as_ptr()) }; //~ ub: `offset_from`
}
