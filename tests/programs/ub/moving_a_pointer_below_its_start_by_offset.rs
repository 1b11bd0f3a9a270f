// SPDX-License-Identifier: MIT
// A negative offset that leaves the allocation, though its pointer is in the middle.

fn main() {
    let values = [1_u32, 2, 3, 4];
    let third = unsafe { values.as_ptr().add(2) };
    assert_eq!(unsafe { *third.offset(-2) }, 1);
    let _before = unsafe { third.offset(-3) }; //~ ub: attempting to offset pointer by -12 bytes
}
