// SPDX-License-Identifier: MIT
//
// Unions, packed structs and structs of integers beside floats go to a callback and come back by
// value, in registers and in memory.

#[repr(C)]
#[derive(Clone, Copy)]
union Word {
    number: u32,
    bytes: [u8; 4],
}

#[repr(C, packed)]
#[derive(Clone, Copy)]
struct Packed {
    tag: u8,
    value: i64,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Mixed {
    count: i32,
    part: f32,
    whole: f64,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Large {
    first: f64,
    rest: [i16; 9],
}

extern "C" {
    fn turn_word(turn: extern "C" fn(Word) -> Word, word: Word) -> u32;
    fn turn_packed(turn: extern "C" fn(Packed) -> Packed, tag: u8, value: i64) -> i64;
    fn turn_mixed(turn: extern "C" fn(Mixed, f32) -> Mixed) -> f64;
    fn turn_large(turn: extern "C" fn(i8, Large, u16) -> Large) -> f64;
}

extern "C" fn swap(word: Word) -> Word {
    let bytes = unsafe { word.bytes };
    Word { bytes: [bytes[3], bytes[2], bytes[1], bytes[0]] }
}

extern "C" fn negate(packed: Packed) -> Packed {
    Packed { tag: packed.tag + 1, value: -packed.value }
}

extern "C" fn add(mixed: Mixed, more: f32) -> Mixed {
    Mixed { count: mixed.count + 1, part: mixed.part + more, whole: mixed.whole * 2.0 }
}

extern "C" fn shift(by: i8, large: Large, last: u16) -> Large {
    let mut result = large;
    result.first += by as f64;
    result.rest[8] = last as i16;
    result
}

fn main() {
    unsafe {
        assert!(turn_word(swap, Word { number: 0x01020304 }) == 0x04030201);
        assert!(turn_packed(negate, 9, 5_000_000_000) == -5_000_000_000 + 10);
        assert!(turn_mixed(add) == 2.0 + 0.75 + 5.0);
        assert!(turn_large(shift) == 1.5 - 4.0 + 36.0 + 700.0);
    }
}
