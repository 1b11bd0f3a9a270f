// SPDX-License-Identifier: MIT
// Called as a function that returns a reference, it returns null.

fn nothing() -> *const i64 {
    std::ptr::null()
}

fn main() {
    let honest = nothing as fn() -> *const i64;
    assert!(honest().is_null());
    let careless =
        unsafe { std::mem::transmute::<fn() -> *const i64, fn() -> &'static i64>(honest) };
    assert_eq!(*careless(), 0); //~ ub: encountered a null reference
}
