// SPDX-License-Identifier: MIT
// What a variant holds must be valid when the enum is copied.

#[repr(u8)]
#[allow(dead_code)]
enum Switch {
    Absent,
    Present(u8, bool),
}

fn main() {
    let bytes = [1_u8, 200, 2];
    let switch: Switch = unsafe { std::mem::transmute(bytes) }; //~ ub: at .<enum-variant(Present)>.1
    assert!(matches!(switch, Switch::Present(200, _)));
}
