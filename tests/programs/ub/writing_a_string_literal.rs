// SPDX-License-Identifier: MIT
// The bytes of a string literal.

fn main() {
    let text = "airlock";
    let bytes = text.as_ptr() as *mut u8;
    unsafe { *bytes.add(3) = b'L' }; //~ ub: which is read-only
    assert_eq!(text.len(), 7);
}
