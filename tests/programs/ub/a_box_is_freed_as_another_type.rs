// SPDX-License-Identifier: MIT
// A box is freed as if it had been made for a smaller type.

fn main() {
    let block = Box::into_raw(Box::new([9_u32, 8, 7]));
    let part = unsafe { Box::from_raw(block.cast::<u32>()) };
    assert_eq!(*part, 9);
    drop(part); //~ ub: incorrect layout on deallocation
}
