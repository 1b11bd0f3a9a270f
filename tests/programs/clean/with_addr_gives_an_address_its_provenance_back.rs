// SPDX-License-Identifier: MIT
// An address alone is useless; with the provenance of the pointer that it came from it is a pointer
// again.

fn main() {
    let pair = (1.5_f32, -2_i32);
    let pointer = &raw const pair;
    let address: usize = unsafe { std::mem::transmute(pointer) };
    let back = pointer.with_addr(address);
    assert!(unsafe { (*back).0 == 1.5 && (*back).1 == -2 });
}
