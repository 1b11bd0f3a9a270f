// SPDX-License-Identifier: MIT
// C keeps the address of a local and gives it back after the local has died; a pointer from C
// has no memory of what it once pointed to.

extern "C" {
    fn keep(value: *const i32);
    fn kept() -> *const i32;
}

fn start() {
    let local = 5;
    unsafe { keep(&local) };
    assert_eq!(unsafe { *kept() }, 5);
}

fn main() {
    start();
    let value = unsafe { *kept() }; //~ ub: no provenance
    assert_eq!(value, 5);
}
