// SPDX-License-Identifier: MIT
// The reference was made mutable by a transmute; the static behind it was not.

static YEAR: u16 = 1969;

fn mutable(pointer: *const u16) -> &'static mut u16 {
    unsafe { &mut *pointer.cast_mut() }
}

fn main() {
    let year = mutable(&YEAR);
    *year = 1970; //~ ub: which is read-only
    assert_eq!(YEAR, 1970);
}
