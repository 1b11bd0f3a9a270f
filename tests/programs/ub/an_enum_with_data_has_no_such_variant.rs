// SPDX-License-Identifier: MIT
// The tag of an enum with data is checked when the enum is copied.

#[repr(u8)]
#[allow(dead_code)]
enum Switch {
    Absent,
    Present(u8, bool),
}

fn main() {
    let bytes = [7_u8, 200, 1];
    let switch: Switch = unsafe { std::mem::transmute(bytes) }; //~ ub: expected a valid enum tag
    assert!(!matches!(switch, Switch::Absent));
}
