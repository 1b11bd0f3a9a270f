// SPDX-License-Identifier: MIT
// Three bytes are no number of u16s.

fn main() {
    let words = [1_u16, 2, 3];
    let start = words.as_ptr();
    let odd = unsafe { start.byte_add(3) };
    let _distance = unsafe { odd.offset_from(start) }; //~ ub: no whole number of elements apart
}
