// SPDX-License-Identifier: MIT
// A function pointer that may be null is an Option.

fn optional(address: usize) -> Option<fn()> {
    unsafe { std::mem::transmute::<usize, Option<fn()>>(address) }
}

fn certain(address: usize) -> fn() {
    unsafe { std::mem::transmute::<usize, fn()>(address) } //~ ub: encountered a null function pointer
}

fn main() {
    assert!(optional(0).is_none());
    certain(0)();
}
