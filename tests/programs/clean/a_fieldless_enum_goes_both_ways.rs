// SPDX-License-Identifier: MIT
// Enums without fields travel as their integer: the C enum with gaps, one of a byte, and one
// with a negative discriminant.

#[repr(C)]
enum Colour {
    Red,
    Green = 5,
    Blue,
}

#[repr(u8)]
enum Suit {
    Clubs = 250,
    Spades = 255,
}

#[repr(i8)]
enum Level {
    Low = -1,
    High = 1,
}

extern "C" {
    fn next_colour(colour: Colour) -> Colour;
    fn other_suit(suit: Suit) -> Suit;
    fn code_of(colour: Colour) -> u8;
    fn opposite(level: Level) -> Level;
}

fn name(colour: Colour) -> char {
    match colour {
        Colour::Red => 'r',
        Colour::Green => 'g',
        Colour::Blue => 'b',
    }
}

fn main() {
    unsafe {
        assert_eq!(next_colour(Colour::Red) as i32, 5);
        assert_eq!(next_colour(Colour::Green) as u8, 6);
        assert_eq!(name(next_colour(Colour::Green)), 'b');
        assert_eq!(name(next_colour(Colour::Blue)), 'r');
        assert_eq!(code_of(Colour::Green), 5);
        assert_eq!(other_suit(Suit::Clubs) as u8, 255);
        assert_eq!(other_suit(Suit::Spades) as i64, 250);
        assert_eq!(opposite(Level::Low) as i32, 1);
        assert_eq!(opposite(Level::High) as i32, -1);
        assert_eq!(opposite(Level::High) as u16, 65535);
    }
}
