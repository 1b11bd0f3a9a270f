// SPDX-License-Identifier: MIT
// A second mutable borrow of a RefCell panics with the text of std.

use std::cell::RefCell;

fn main() {
    let cell = RefCell::new(1);
    let first = cell.borrow_mut();
    let second = cell.borrow_mut(); //~ panic: RefCell already borrowed
    assert_eq!(*first, *second);
}
