// Lengths of arrays and discriminants of enums are what other constants and const functions say.
use std::mem::size_of;
use std::num::{NonZero, NonZeroI32, NonZeroU8};

mod inner {
    pub const LENGTH: usize = 2 * BASE;
    const BASE: usize = 4;

    pub struct Buffer {
        pub bytes: [u8; LENGTH],
        pub words: [u16; super::WORDS + 1],
        pub nested: [[u8; 3]; if super::WORDS > 4 { 2 } else { 1 }],
    }

    pub mod codes {
        pub const FIRST: i32 = 7;
        pub const THIRD: i32 = super::super::FLAG | 2;
    }
}

const WORDS: usize = size_of::<u32>() + 1;
const FLAG: i32 = 0x100;

const fn bits(count: u32) -> u32 {
    let mut value = 0;
    let mut i = 0;
    while i < count {
        value = value << 1 | 1;
        i += 1;
    }
    value
}

const fn reversed(mut bits: u8) -> u8 {
    let mut result = 0;
    let mut i = 0;
    while i < 8 {
        result <<= 1;
        result |= bits & 1;
        bits >>= 1;
        i += 1;
    }
    !(result ^ 0xff)
}

#[repr(i32)]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Code {
    First = inner::codes::FIRST,
    Second,
    Third = inner::codes::THIRD,
    Fourth = -(FLAG << 1),
    Fifth = bits(5) as i32,
    Sixth = reversed(0xd) as i32,
}

#[derive(Clone, Copy)]
enum Plain {
    A = WORDS as isize,
    B,
}

#[allow(dead_code)]
struct Grid<const W: usize, const H: usize> {
    cells: [[u8; W]; H],
}

impl<const W: usize, const H: usize> Grid<W, H> {
    const AREA: usize = W * H;
}

fn main() {
    println!("{}", size_of::<inner::Buffer>());
    let buffer =
        inner::Buffer { bytes: [1; inner::LENGTH], words: [2; WORDS + 1], nested: [[3; 3]; 2] };
    println!("{} {} {}", buffer.bytes.len(), buffer.words[5], buffer.nested[1][2]);
    for code in [Code::First, Code::Second, Code::Third, Code::Fourth, Code::Fifth, Code::Sixth] {
        println!("{:?} {}", code, code as i32);
    }
    println!("{} {} {}", Plain::A as isize, Plain::B as isize, size_of::<Plain>());
    println!("{} {}", Grid::<3, 2>::AREA, size_of::<Grid<3, 2>>());
    println!("{} {} {}", NonZeroU8::MAX.get(), NonZeroI32::MIN.get(), NonZero::<u16>::MIN.get());
}
