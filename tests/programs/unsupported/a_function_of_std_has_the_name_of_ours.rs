// SPDX-License-Identifier: MIT
// The program has a function of its own with the name of one of std, which has no model. Each is
// called by its own path, and the one is not taken for the other.

fn fn_addr_eq(left: fn(), right: fn()) -> bool {
    left as usize == right as usize
}

fn main() {
    assert!(fn_addr_eq(main, main));
    assert!(std::ptr::fn_addr_eq(main as fn(), main as fn())); //~ unsupported: is not modelled
}
