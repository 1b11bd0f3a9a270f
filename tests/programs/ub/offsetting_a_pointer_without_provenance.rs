// SPDX-License-Identifier: MIT
// An address that was exposed is still no pointer: without provenance, not even the next byte is
// in bounds.

fn main() {
    let letters = [b'x', b'y', b'z'];
    let start = letters.as_ptr() as usize;
    let bare = std::ptr::without_provenance::<u8>(start);
    let next = unsafe { bare.offset(1) }; //~ ub: in-bounds pointer arithmetic failed
    assert!(next != bare);
}
