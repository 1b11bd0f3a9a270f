// SPDX-License-Identifier: MIT
// 0, 1 and 2 are values of Option<bool>.
fn transmute(byte: u8) -> Option<bool> {
    unsafe { std::mem::transmute(byte) } //~ ub: but expected a boolean
}

fn main() {
    transmute(1);
    transmute(2);
    transmute(3);
}
