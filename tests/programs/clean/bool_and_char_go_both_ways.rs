// SPDX-License-Identifier: MIT
// bool and char are validated on the way back: both truth values, and the characters beside
// every hole of the Unicode range.

#![allow(improper_ctypes)]

extern "C" {
    fn negate(value: bool) -> bool;
    fn both(left: bool, right: bool) -> bool;
    fn as_number(value: bool) -> i32;
    fn same_char(value: char) -> char;
    fn code_of(value: char) -> u32;
    fn char_of(code: u32) -> char;
}

fn main() {
    unsafe {
        assert_eq!(negate(true), false);
        assert_eq!(negate(false), true);
        assert!(both(true, true));
        assert!(!both(true, false));
        assert_eq!(as_number(true), 1);
        assert_eq!(as_number(false), 0);

        assert_eq!(same_char('\0'), '\0');
        assert_eq!(same_char('z'), 'z');
        assert_eq!(same_char('\''), '\'');
        assert_eq!(same_char('ß'), 'ß');
        assert_eq!(same_char('\u{D7FF}'), '\u{D7FF}');
        assert_eq!(same_char('\u{E000}'), '\u{E000}');
        assert_eq!(same_char('\u{10FFFF}'), '\u{10FFFF}');
        assert_eq!(code_of('🦀'), 0x1f980);
        assert_eq!(char_of(0x20ac), '€');
        assert_eq!(char_of(10) as u32, 10);
    }
}
