// SPDX-License-Identifier: MIT
// Enums with data are copied alone, in arrays and inside of each other: what a variant holds
// arrives, pointers too, and what it does not hold need not be initialised.

use std::mem::MaybeUninit;

#[derive(Clone, Copy)]
#[allow(dead_code)]
enum Shape<'a> {
    Dot,
    Circle(f32),
    Named { name: &'a [u8; 3], corners: u64 },
    Masked(MaybeUninit<[u32; 4]>),
}

#[derive(Clone, Copy)]
#[repr(C, i8)]
enum Layer<'a> {
    Empty = -1,
    One(Shape<'a>) = 5,
    Two(bool, [Shape<'a>; 2]),
}

fn area(shape: Shape) -> u64 {
    match shape {
        Shape::Dot => 0,
        Shape::Circle(radius) => (radius * radius * 3.0) as u64,
        Shape::Named { name, corners } => name[2] as u64 + corners,
        Shape::Masked(_) => 1000,
    }
}

fn total(layers: [Layer; 4]) -> u64 {
    let mut sum = 0;
    let mut index = 0;
    while index < 4 {
        sum += match layers[index] {
            Layer::Empty => 1,
            Layer::One(shape) => area(shape),
            Layer::Two(true, shapes) => area(shapes[0]) + area(shapes[1]),
            Layer::Two(false, _) => 0,
        };
        index += 1;
    }
    sum
}

fn main() {
    let name = [1_u8, 2, 3];
    let named = Shape::Named { name: &name, corners: 7 };
    let pair = [Shape::Circle(2.0), named];
    let masked = Shape::Masked(MaybeUninit::uninit());
    let layers = [Layer::Two(true, pair), Layer::Empty, Layer::One(masked), Layer::One(Shape::Dot)];
    assert_eq!(total(layers), 12 + 10 + 1 + 1000);
    let copies = layers;
    assert_eq!(total(copies), 1023);
}
