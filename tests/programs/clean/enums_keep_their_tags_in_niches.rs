// SPDX-License-Identifier: MIT
// None and other variants without bytes are patterns that the payload never has; statics show them
// as rustc laid them out, copies keep them.
use std::cmp::Ordering;
use std::mem::size_of;

#[derive(Clone, Copy)]
enum Colour {
    Red,
    Green,
    Blue,
}

enum Shape {
    Nothing,
    Line(u64, bool),
    Point(u32),
    Text(&'static str),
}

enum Deep {
    Bottom,
    Down(Option<Option<Colour>>),
}

static BOOLS: [Option<bool>; 3] = [None, Some(false), Some(true)];
static COLOURS: [Option<Colour>; 4] =
    [Some(Colour::Red), None, Some(Colour::Blue), Some(Colour::Green)];
static LETTERS: [Option<char>; 2] = [None, Some('\u{10ffff}')];
static ORDERS: [Option<Ordering>; 4] =
    [Some(Ordering::Less), Some(Ordering::Equal), Some(Ordering::Greater), None];
static SHAPES: [Shape; 4] =
    [Shape::Point(7), Shape::Line(1 << 40, true), Shape::Nothing, Shape::Text("tail")];
static DEPTHS: [Deep; 4] =
    [Deep::Bottom, Deep::Down(None), Deep::Down(Some(None)), Deep::Down(Some(Some(Colour::Blue)))];

fn of_bool(value: Option<bool>) -> u64 {
    match value {
        None => 2,
        Some(value) => value as u64,
    }
}

fn of_colour(value: Option<Colour>) -> u64 {
    match value {
        Some(Colour::Red) => 1,
        Some(Colour::Green) => 2,
        Some(Colour::Blue) => 3,
        None => 4,
    }
}

fn of_order(value: Option<Ordering>) -> u64 {
    match value {
        Some(order) => order as i8 as u64,
        None => 9,
    }
}

fn of_shape(value: &Shape) -> u64 {
    match value {
        Shape::Nothing => 1,
        Shape::Line(length, is_thick) => *length + *is_thick as u64,
        Shape::Point(at) => *at as u64,
        Shape::Text(text) => text.len() as u64,
    }
}

fn of_depth(value: &Deep) -> u64 {
    match value {
        Deep::Bottom => 1,
        Deep::Down(None) => 2,
        Deep::Down(Some(None)) => 3,
        Deep::Down(Some(Some(colour))) => 4 + *colour as u64,
    }
}

fn show(value: u64) {
    println!("{}", value);
}

fn main() {
    show((size_of::<Option<bool>>() + size_of::<Option<char>>() + size_of::<Deep>()) as u64);
    show(size_of::<Shape>() as u64);
    let mut i = 0;
    while i < 4 {
        show(of_colour(COLOURS[i]));
        show(of_order(ORDERS[i]));
        show(of_shape(&SHAPES[i]));
        show(of_depth(&DEPTHS[i]));
        i += 1;
    }
    show(of_bool(BOOLS[0]) + 10 * of_bool(BOOLS[1]) + 100 * of_bool(BOOLS[2]));
    show(LETTERS[0].is_none() as u64);
    let mut shape = Shape::Text("short");
    show(of_shape(&shape));
    shape = Shape::Line(5, false);
    show(of_shape(&shape));
    let moved = shape;
    show(of_shape(&moved));
}
