// SPDX-License-Identifier: MIT
// The pointer that Rust reads through was null when C got it. C moved another one there, from a slot
// of its own or from a second field of the same struct, and that one's target was never passed.

use std::ptr;

#[repr(C)]
struct Shift {
    working: *const u64,
    resting: *const u64,
}

extern "C" {
    fn move_over(from: *mut *const u64, to: *mut *const u64);
    fn change_shift(shift: *mut Shift);
}

fn moves_between_slots() {
    let number = 1 << 40;
    let (mut full, mut empty) = (&raw const number, ptr::null());
    unsafe { move_over(&mut full, &mut empty) };
    assert_eq!(unsafe { *empty }, number);
    assert_eq!(full, ptr::null());
}

fn moves_inside_a_struct() {
    let number = 77;
    let mut shift = Shift { working: &raw const number, resting: ptr::null() };
    unsafe { change_shift(&mut shift) };
    assert_eq!(unsafe { *shift.resting }, number);
    assert!(shift.working.is_null());
}

fn main() {
    moves_between_slots();
    moves_inside_a_struct();
}
