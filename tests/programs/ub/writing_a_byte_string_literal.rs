// SPDX-License-Identifier: MIT
// The bytes of a byte string literal, all at once.

fn main() {
    let text = b"door";
    let bytes = text as *const [u8; 4] as *mut [u8; 4];
    unsafe { bytes.write([0; 4]) }; //~ ub: which is read-only
    assert_eq!(text[0], 0);
}
