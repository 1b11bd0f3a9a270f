// SPDX-License-Identifier: MIT
// The box is cast to one of a smaller type, and frees as many bytes as that has.

fn main() {
    let wide = Box::into_raw(Box::new(0x1_0000_0001_u64));
    let narrow = unsafe { Box::from_raw(wide.cast::<u32>()) };
    assert_eq!(*narrow, 1);
    drop(narrow); //~ ub: incorrect layout on deallocation
}
