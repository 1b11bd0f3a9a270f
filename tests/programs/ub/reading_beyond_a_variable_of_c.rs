// SPDX-License-Identifier: MIT
//
// The declaration says that the variable is longer than the library says.

extern "C" {
    static table: [i32; 4];
}

fn main() {
    let (within, beyond) = unsafe {
        let first = &raw const table as *const i32;
        (*first.add(1), *first.wrapping_add(2)) //~ ub: at or beyond the end of the allocation of size 8 bytes
    };
    assert!(within == beyond);
}
