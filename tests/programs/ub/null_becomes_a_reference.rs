// SPDX-License-Identifier: MIT
// The result of a search is dereferenced into a reference.

fn main() {
    let found = pick(&[1_u16, 2], 5);
    let value = unsafe { &*found }; //~ ub: encountered a null reference
    assert_eq!(*value, 1);
}

fn pick(values: &[u16; 2], index: usize) -> *const u16 {
    if index < 2 {
        &raw const values[index]
    } else {
        std::ptr::null()
    }
}
