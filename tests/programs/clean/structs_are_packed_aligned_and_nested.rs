// SPDX-License-Identifier: MIT
// repr(packed), repr(align), repr(transparent) and unions inside each other, read and copied.
use std::mem::{align_of, size_of};

#[repr(C, packed)]
#[derive(Clone, Copy)]
struct Header {
    kind: u8,
    length: u32,
    check: Option<&'static u16>,
}

#[repr(C, align(32))]
#[derive(Clone, Copy)]
struct Line {
    bytes: [u8; 5],
    header: Header,
}

#[repr(transparent)]
#[derive(Clone, Copy)]
struct Wrapped((), Line, [u8; 0]);

#[repr(packed(2))]
struct Loose(u8, u64, Option<u32>);

union Word {
    whole: u64,
    halves: (u32, u32),
    bytes: [u8; 8],
}

static LINE: Line =
    Line { bytes: [1, 2, 3, 4, 5], header: Header { kind: 9, length: 70_000, check: Some(&33) } };
static WORDS: [Word; 2] = [Word { whole: 0x0102_0304_0506_0708 }, Word { bytes: [9; 8] }];
static LOOSE: Loose = Loose(1, 2, Some(3));

fn show(value: u64) {
    println!("{}", value);
}

fn of_header(header: Header) -> u64 {
    let check = match header.check {
        Some(check) => *check as u64,
        None => 0,
    };
    header.kind as u64 + header.length as u64 + check
}

fn main() {
    show((size_of::<Header>() + 100 * align_of::<Header>()) as u64);
    show((size_of::<Line>() + 100 * align_of::<Line>()) as u64);
    show((size_of::<Wrapped>() + 100 * align_of::<Wrapped>()) as u64);
    show((size_of::<Loose>() + 100 * align_of::<Loose>()) as u64);
    show(of_header(LINE.header) + LINE.bytes[4] as u64);
    let wrapped = Wrapped((), LINE, []);
    let copy = wrapped;
    show(of_header(copy.1.header) + copy.1.bytes[0] as u64);
    unsafe {
        show(WORDS[0].whole >> 56);
        show(WORDS[1].halves.0 as u64 & WORDS[1].halves.1 as u64);
        show(WORDS[0].bytes[0] as u64);
    }
    let loose = &LOOSE;
    let (first, second, third) = (loose.0, loose.1, loose.2);
    show(first as u64 + second + if let Some(third) = third { third as u64 } else { 0 });
}
