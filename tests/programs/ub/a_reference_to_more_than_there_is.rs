// SPDX-License-Identifier: MIT
// Four bytes are there, and the reference is to eight.

fn main() {
    let values = [1_u32, 2, 3];
    let last = unsafe { values.as_ptr().add(2) };
    let wide = last.cast::<[u32; 2]>();
    let _reference = unsafe { &*wide }; //~ ub: only 4 bytes from the end of the allocation
}
