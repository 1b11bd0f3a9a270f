// SPDX-License-Identifier: MIT
// Slices of arrays, of raw parts and by patterns; statics that point at themselves, at other statics
// and at text.

struct Ring {
    next: &'static Ring,
    value: i32,
}

struct Pointers {
    raw: *const i32,
    reference: Option<&'static i32>,
}

unsafe impl Sync for Pointers {}

static RING: Ring = Ring { next: &RING, value: 7 };
static NUMBER: i32 = 11;
static POINTERS: Pointers = Pointers { raw: &NUMBER, reference: Some(&NUMBER) };
static WORDS: [&str; 2] = ["ab", "cde"];
static mut COUNT: i32 = 3;
const BYTES: &[u8] = &[1, 2, 3];
const NOTHING: Pointers = Pointers { raw: &NUMBER, reference: None };

fn sum(values: &[i32]) -> i32 {
    let mut total = 0;
    let mut index = 0;
    while index < values.len() {
        total += values[index];
        index += 1;
    }
    total
}

fn check(condition: bool) {
    assert!(condition);
}

fn main() {
    check(RING.next.next.value == 7);
    check(unsafe { *POINTERS.raw } == 11 && unsafe { *NOTHING.raw } == 11);
    check(POINTERS.reference.is_some() && NOTHING.reference.is_none());
    check(WORDS[1].len() == 3);
    check(unsafe { *WORDS[1].as_ptr().add(1) } == b'd');
    unsafe { COUNT += 1 };
    check(unsafe { COUNT } == 4);
    check(BYTES.len() == 3 && BYTES[2] == 3);

    let mut array = [1, 2, 3, 4];
    let part = unsafe { std::slice::from_raw_parts_mut(array.as_mut_ptr().add(1), 3) };
    part[2] = 9;
    check(sum(part) == 14);
    check(unsafe { *part.get_unchecked(1) } == 3);
    if let [first, rest @ .., last] = part {
        check(*first == 2 && *last == 9 && sum(rest) == 3);
    }
    check(sum(&array) == 15);
}
