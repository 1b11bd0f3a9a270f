// SPDX-License-Identifier: MIT
// Bytes of one type are read as another: pairs, arrays, options, wide pointers; and closures hold
// their captures in rustc's order.
use std::mem::{size_of_val, transmute};
use std::num::NonZeroU64;

union Bits {
    float: f32,
    number: u32,
}

fn show(value: u64) {
    println!("{}", value);
}

fn numbers() {
    let pair: (u32, u32) = unsafe { transmute(0x0000_0002_0000_0001u64) };
    show(pair.0 as u64 + 10 * pair.1 as u64);
    let whole: u64 = unsafe { transmute(pair) };
    show(whole);
    let bytes: [u8; 8] = unsafe { transmute(pair) };
    show(bytes[4] as u64);
    let number: Option<NonZeroU64> = unsafe { transmute(bytes) };
    show(number.is_some() as u64);
    let bits = Bits { float: 1.5 };
    show(unsafe { bits.number } as u64);
}

fn pointers() {
    let bytes = [1u8, 2, 3];
    let slice: &[u8] = &bytes;
    let parts: (usize, usize) = unsafe { transmute(slice) };
    show(parts.1 as u64);
    let none: Option<&[u8]> = unsafe { transmute((0usize, 5usize)) };
    show(none.is_none() as u64);
}

fn enums() {
    let flags: (bool, Option<bool>) = unsafe { transmute([1u8, 2u8]) };
    show(flags.0 as u64 + flags.1.is_none() as u64);
    let order: std::cmp::Ordering = unsafe { transmute(-1i8) };
    show((order as i8 == -1) as u64);
}

fn closures() {
    let (byte, word, flag, text) = (1u8, 2u64, true, "four");
    let sum = move || byte as u64 + word + flag as u64 + text.len() as u64;
    show(size_of_val(&sum) as u64);
    let held = Some(sum);
    show(size_of_val(&held) as u64);
    if let Some(sum) = held {
        show(sum());
    }
}

fn main() {
    numbers();
    pointers();
    enums();
    closures();
}
