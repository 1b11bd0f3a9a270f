// SPDX-License-Identifier: MIT
// A typed copy looks at every field; the message names the one.

#[repr(C)]
#[derive(Clone, Copy)]
struct Key {
    code: u16,
    letter: char,
}

fn main() {
    let mut key = Key { code: 1, letter: 'x' };
    let letter = (&raw mut key.letter).cast::<u32>();
    unsafe { letter.write(0xdc00) };
    let other = key; //~ ub: .letter: encountered 0x0000dc00
    assert_eq!(other.code, 1);
}
