// SPDX-License-Identifier: MIT
// Number and pointer changed places: the pointer is added to the number as an integer.

fn main() {
    let mut value = 4_u32;
    let distance = &raw mut value as isize;
    let small = 2 as *mut u8;
    let _sum = unsafe { small.offset(distance) }; //~ ub: in-bounds pointer arithmetic failed
    assert_eq!(value, 4);
}
