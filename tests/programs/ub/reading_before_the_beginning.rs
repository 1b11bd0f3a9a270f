// SPDX-License-Identifier: MIT
// A pointer that wrapped to before its allocation.

fn main() {
    let values = [8_u64, 9];
    let before = values.as_ptr().wrapping_sub(1);
    let value = unsafe { *before }; //~ ub: -0x8 which points to before the beginning of the allocation
    assert_eq!(value, 8);
}
