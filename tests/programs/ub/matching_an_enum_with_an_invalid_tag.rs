// SPDX-License-Identifier: MIT
// The tag of an enum with data was overwritten by one that no variant has.

#[repr(C)]
#[allow(dead_code)]
enum Shape {
    Circle(u32),
    Square(u32),
}

fn side_of(shape: &Shape) -> u32 {
    let Shape::Square(side) = shape else { return 0 }; //~ ub: enum value of type Shape has invalid tag: 0x00000002
    *side
}

fn main() {
    let mut shape = Shape::Square(4);
    assert_eq!(side_of(&shape), 4);
    unsafe { (&raw mut shape).cast::<u32>().write(2) };
    assert_eq!(side_of(&shape), 4);
}
