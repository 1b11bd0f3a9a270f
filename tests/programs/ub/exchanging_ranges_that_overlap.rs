// SPDX-License-Identifier: MIT
// Two ranges of one array are exchanged that have an element in common.

fn main() {
    let mut values = [1_u16, 2, 3, 4, 5];
    let start = values.as_mut_ptr();
    unsafe {
        std::ptr::swap_nonoverlapping(start, start.add(3), 2);
        assert_eq!(*start, 4);
        std::ptr::swap_nonoverlapping(start, start.add(2), 3); //~ ub: overlapping ranges
    }
    assert_eq!(values[0], 3);
}
