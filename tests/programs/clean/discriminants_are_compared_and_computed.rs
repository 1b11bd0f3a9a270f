// SPDX-License-Identifier: MIT
// What a discriminant is: by cast, by std::mem::discriminant, negative, wide, and computed.
use std::mem::{discriminant, offset_of, size_of};

#[repr(i16)]
#[derive(Clone, Copy)]
enum Level {
    Low = -300,
    Middle,
    High = (1 << 9) | 1,
}

#[repr(u8)]
enum Message {
    Quit = 200,
    Move(i8, u32) = 3,
    Write { text: &'static str } = !0 & 0x7f,
}

#[repr(u128)]
#[derive(Clone, Copy)]
enum Wide {
    Small = 1,
    Large = 1 << 100,
}

#[repr(C)]
struct Frame {
    kind: u8,
    inner: (u8, u64),
    tail: [u16; 3],
}

fn show(value: i64) {
    println!("{}", value);
}

fn tag_of(message: &Message) -> u8 {
    unsafe { *(&raw const *message as *const u8) }
}

fn main() {
    show(Level::Low as i64 + Level::Middle as i64 + Level::High as i64);
    let messages = [Message::Quit, Message::Move(1, 2), Message::Write { text: "no" }];
    show(tag_of(&messages[0]) as i64);
    show(tag_of(&messages[1]) as i64);
    show(tag_of(&messages[2]) as i64);
    let other = Message::Move(9, 9);
    show((discriminant(&messages[1]) == discriminant(&other)) as i64);
    show((discriminant(&messages[0]) == discriminant(&other)) as i64);
    show((discriminant(&Some(1)) != discriminant(&None)) as i64);
    show((Wide::Large as u128 >> 98) as i64 + Wide::Small as i64);
    show(size_of::<Wide>() as i64 + size_of::<Message>() as i64);
    show((offset_of!(Frame, inner) + offset_of!(Frame, tail) + offset_of!(Frame, kind)) as i64);
    show(offset_of!(Frame, inner.1) as i64);
    if let Message::Move(x, y) = &messages[1] {
        show(*x as i64 + *y as i64);
    }
    if let Message::Write { text } = &messages[2] {
        show(text.len() as i64);
    }
}
