// SPDX-License-Identifier: MIT
//
// A variable is declared that no library exports.

extern "C" {
    static missing_variable: i32;
}

fn main() {
    let value = unsafe { missing_variable }; //~ unsupported: extern static `missing_variable`
    assert!(value == 0);
}
