// SPDX-License-Identifier: MIT
// The C side knows one colour more than the Rust side.

#[repr(C)]
#[allow(dead_code)]
enum Colour {
    Red,
    Green,
    Blue,
}

extern "C" {
    fn next_colour(colour: Colour) -> Colour;
}

fn main() {
    let colour = unsafe { next_colour(Colour::Green) };
    assert_eq!(colour as i32, 2);
    let _colour = unsafe { next_colour(Colour::Blue) }; //~ ub: Colour
}
