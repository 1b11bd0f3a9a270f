// SPDX-License-Identifier: MIT
// A reference is invalid from the moment that it is made, if it may lead nowhere.

fn main() {
    let number = 3_i32;
    let address = &raw const number as usize;
    let pointer = std::ptr::without_provenance::<i32>(address);
    let reference = unsafe { &*pointer }; //~ ub: a dangling reference
    assert!(std::mem::size_of_val(reference) == 4);
}
