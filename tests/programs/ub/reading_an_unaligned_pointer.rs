// SPDX-License-Identifier: MIT
// C does not mind that the pointer is odd; Rust reading a u32 through it does.

extern "C" {
    fn skip_bytes(start: *const u32, count: usize) -> *const u32;
}

fn main() {
    let words = [0x0403_0201_u32, 0x0807_0605];
    let start = &raw const words as *const u32;
    let second = unsafe { skip_bytes(start, 4) };
    assert_eq!(unsafe { *second }, 0x0807_0605);
    let odd = unsafe { skip_bytes(start, 1) };
    let value = unsafe { *odd }; //~ ub: alignment 4 is required
    assert_eq!(value, 0x0504_0302);
}
