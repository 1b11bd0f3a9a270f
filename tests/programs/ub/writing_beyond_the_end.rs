// SPDX-License-Identifier: MIT
// One element too many is filled.

fn fill(start: *mut i16, count: usize) {
    let mut index = 0;
    while index < count {
        unsafe { *start.wrapping_add(index) = 4 }; //~ ub: attempting to access 2 bytes, but got
        index += 1;
    }
}

fn main() {
    let mut values = [0_i16; 3];
    fill(&raw mut values as *mut i16, 4);
    assert_eq!(values[2], 4);
}
