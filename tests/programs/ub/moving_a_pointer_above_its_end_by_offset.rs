// SPDX-License-Identifier: MIT
// The same upwards: one past the end is the last place.

fn main() {
    let values = [1_u32, 2, 3, 4];
    let third = unsafe { values.as_ptr().add(2) };
    let end = unsafe { third.offset(2) };
    assert!(end > third);
    let _beyond = unsafe { third.offset(3) }; //~ ub: attempting to offset pointer by 12 bytes
}
