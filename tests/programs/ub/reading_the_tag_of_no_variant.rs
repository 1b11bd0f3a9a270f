// SPDX-License-Identifier: MIT
// A byte that is no variant's tag is written behind the enum's back, and then matched on.
#[allow(dead_code)]
enum Shape {
    Empty,
    Circle(u32),
    Square(u16),
}

fn corners(shape: &Shape) -> u32 {
    let Shape::Square(_) = shape else { return 0 }; //~ ub: has invalid tag: 0x0005
    4
}

fn main() {
    let mut shape = Shape::Circle(3);
    unsafe { *(&raw mut shape as *mut u16) = 5 };
    corners(&shape);
}
