// SPDX-License-Identifier: MIT
// A union is copied as bytes: a pointer survives while the union is passed around, and one of its
// integers is the address.

#[derive(Clone, Copy)]
union Word<'a> {
    reference: &'a i32,
    number: u64,
    half: u32,
}

fn pass_on(word: Word) -> Word {
    let copies = [word; 3];
    copies[1]
}

fn main() {
    let value = -77;
    let word = pass_on(Word { reference: &value });
    unsafe {
        assert_eq!(*word.reference, -77);
        assert_eq!(word.number, (&raw const value).addr() as u64);
        assert_eq!(word.half as u64, word.number & 0xffff_ffff);
    }
}
