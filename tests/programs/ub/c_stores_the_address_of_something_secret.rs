// SPDX-License-Identifier: MIT
// C stores a number that it was given where Rust then reads a pointer. Such a pointer may lead to
// whatever was exposed, and this variable was not.

extern "C" {
    fn store(address: u64, place: *mut *const i8);
}

fn main() {
    let secret = 8_i8;
    let mut place: *const i8 = std::ptr::null();
    unsafe { store((&raw const secret).addr() as u64, &mut place) };
    assert!(place == &raw const secret);
    let value = unsafe { *place }; //~ ub: no provenance
    assert_eq!(value, 8);
}
