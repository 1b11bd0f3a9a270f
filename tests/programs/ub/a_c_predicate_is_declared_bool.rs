// SPDX-License-Identifier: MIT
// C's predicates answer "not zero"; a Rust bool is 0 or 1.

extern "C" {
    fn is_word(character: i32) -> bool;
}

fn main() {
    let text = *b"a1!";
    let (mut i, mut words) = (0, 0);
    while i < 3 {
        let word = unsafe { is_word(text[i] as i32) }; //~ ub: encountered 0x08, but expected a boolean
        words += word as u32;
        i += 1;
    }
    assert_eq!(words, 2);
}
