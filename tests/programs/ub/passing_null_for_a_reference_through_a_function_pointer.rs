// SPDX-License-Identifier: MIT
// The function wants a reference. Called as one that takes a raw pointer it is given null, which is
// noticed when the argument becomes its parameter.

fn inspect(value: &i32) -> bool {
    *value == 1
}

fn main() {
    let precise = inspect as fn(&'static i32) -> bool;
    let careless =
        unsafe { std::mem::transmute::<fn(&'static i32) -> bool, fn(*const i32) -> bool>(precise) };
    let number = 1;
    assert!(careless(&raw const number));
    assert!(careless(std::ptr::null())); //~ ub: constructing invalid value of type &i32: encountered a null reference
}
