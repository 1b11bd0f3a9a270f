// SPDX-License-Identifier: MIT
//
// The declaration says that the variable may be written; the library keeps it read-only.

extern "C" {
    static mut answer: i32;
}

fn main() {
    unsafe {
        assert!(answer == 42);
        answer = 43; //~ ub: which is read-only
    }
}
