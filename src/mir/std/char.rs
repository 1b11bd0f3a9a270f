// SPDX-License-Identifier: MIT
//
// Characters. What letters are and which belong together is known up to U+00FF; beyond, the
// questions that need Unicode's tables are refused by name.
pub mod char {
    use crate::std;
    use std::option::Option::{self, None, Some};

    pub struct CharTryFromError(pub ());
    pub struct TryFromCharError(pub ());
    pub struct ParseCharError {
        pub is_empty: bool,
    }

    pub fn is_white(character: char) -> bool {
        let code = character as u32;
        code == 0x20
            || (code >= 9 && code <= 13)
            || code == 0x85
            || code == 0xa0
            || code == 0x1680
            || (code >= 0x2000 && code <= 0x200a)
            || code == 0x2028
            || code == 0x2029
            || code == 0x202f
            || code == 0x205f
            || code == 0x3000
    }
    fn is_upper(code: u32) -> bool {
        code >= 0x41 && code <= 0x5a
    }
    fn is_lower(code: u32) -> bool {
        code >= 0x61 && code <= 0x7a
    }
    fn is_digit(code: u32) -> bool {
        code >= 0x30 && code <= 0x39
    }
    fn is_letter(code: u32) -> bool {
        is_upper(code) || is_lower(code)
    }
    fn is_hexadecimal(code: u32) -> bool {
        is_digit(code) || is_upper(code) && code <= 0x46 || is_lower(code) && code <= 0x66
    }
    fn is_graphic(code: u32) -> bool {
        code > 0x20 && code < 0x7f
    }
    fn is_white_ascii(code: u32) -> bool {
        code == 0x20 || code == 9 || code == 10 || code == 12 || code == 13
    }
    pub fn upper(byte: u8) -> u8 {
        if is_lower(byte as u32) {
            byte - 32
        } else {
            byte
        }
    }
    pub fn lower(byte: u8) -> u8 {
        if is_upper(byte as u32) {
            byte + 32
        } else {
            byte
        }
    }
    // The code, which is below U+0100.
    fn known(character: char, question: &str) -> u32 {
        let code = character as u32;
        if code > 0xff {
            std::models::refuse(question);
        }
        code
    }
    // Letters of Latin-1: 0xd7 and 0xf7 are signs.
    fn is_latin_upper(code: u32) -> bool {
        is_upper(code) || code >= 0xc0 && code <= 0xde && code != 0xd7
    }
    fn is_latin_lower(code: u32) -> bool {
        is_lower(code)
            || code >= 0xdf && code != 0xf7
            || code == 0xaa
            || code == 0xb5
            || code == 0xba
    }
    fn is_latin_number(code: u32) -> bool {
        is_digit(code)
            || code == 0xb2
            || code == 0xb3
            || code == 0xb9
            || code >= 0xbc && code <= 0xbe
    }
    unsafe fn of(code: u32) -> char {
        core::mem::transmute(code)
    }
    pub fn upper_of(character: char) -> std::char::ToUppercase {
        let code = known(character, "`char::to_uppercase` beyond U+00FF");
        let mut chars = [character, '\0', '\0'];
        if code == 0xdf {
            chars = ['S', 'S', '\0'];
        } else if code == 0xb5 {
            chars[0] = '\u{39c}';
        } else if code == 0xff {
            chars[0] = '\u{178}';
        } else if is_latin_lower(code) && code != 0xaa && code != 0xba {
            chars[0] = unsafe { of(code - 32) };
        }
        std::char::ToUppercase(CaseMapping { chars, next: 0 })
    }
    pub fn lower_of(character: char) -> std::char::ToLowercase {
        let code = known(character, "`char::to_lowercase` beyond U+00FF");
        let mut chars = [character, '\0', '\0'];
        if is_latin_upper(code) {
            chars[0] = unsafe { of(code + 32) };
        }
        std::char::ToLowercase(CaseMapping { chars, next: 0 })
    }

    /// Up to three characters; '\0' ends them, but for the first.
    pub struct CaseMapping {
        chars: [char; 3],
        next: usize,
    }
    pub struct ToUppercase(pub CaseMapping);
    pub struct ToLowercase(pub CaseMapping);

    fn next_of(mapping: &mut std::char::CaseMapping) -> Option<char> {
        let index = mapping.next;
        if index == 3 || index > 0 && mapping.chars[index] == '\0' {
            return None;
        }
        mapping.next = index + 1;
        Some(mapping.chars[index])
    }
    fn write_all(
        mapping: &std::char::CaseMapping,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        let mut rest = CaseMapping { chars: mapping.chars, next: mapping.next };
        let mut text = std::string::String::new();
        while let Some(character) = next_of(&mut rest) {
            text.push(character);
        }
        f.write_str(text.as_str())
    }
    impl std::iter::Iterator for std::char::ToUppercase {
        type Item = char;
        fn next(&mut self) -> Option<char> {
            next_of(&mut self.0)
        }
    }
    impl std::iter::Iterator for std::char::ToLowercase {
        type Item = char;
        fn next(&mut self) -> Option<char> {
            next_of(&mut self.0)
        }
    }
    impl std::fmt::Display for std::char::ToUppercase {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_all(&self.0, f)
        }
    }
    impl std::fmt::Display for std::char::ToLowercase {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_all(&self.0, f)
        }
    }

    pub fn from_u32(code: u32) -> Option<char> {
        if code > 0x10ffff || code >= 0xd800 && code < 0xe000 {
            return None;
        }
        Some(unsafe { of(code) })
    }
    pub unsafe fn from_u32_unchecked(code: u32) -> char {
        of(code)
    }
    pub fn from_digit(digit: u32, radix: u32) -> Option<char> {
        if radix > 36 {
            core::panicking::panic("from_digit: radix is too high (maximum 36)");
        }
        if digit >= radix {
            return None;
        }
        Some(unsafe { of(if digit < 10 { 0x30 + digit } else { 0x61 - 10 + digit }) })
    }
    pub fn digit_of(code: u32, radix: u32) -> Option<u32> {
        let digit = if is_digit(code) {
            code - 0x30
        } else if is_lower(code) {
            code - 0x61 + 10
        } else if is_upper(code) {
            code - 0x41 + 10
        } else {
            return None;
        };
        if digit < radix {
            return Some(digit);
        }
        None
    }
    pub fn length(character: char) -> usize {
        let code = character as u32;
        if code < 0x80 {
            1
        } else if code < 0x800 {
            2
        } else if code < 0x10000 {
            3
        } else {
            4
        }
    }

    impl char {
        pub fn from_u32(code: u32) -> Option<char> {
            std::char::from_u32(code)
        }
        pub unsafe fn from_u32_unchecked(code: u32) -> char {
            of(code)
        }
        pub fn from_digit(digit: u32, radix: u32) -> Option<char> {
            std::char::from_digit(digit, radix)
        }
        pub fn to_digit(self, radix: u32) -> Option<u32> {
            if radix < 2 || radix > 36 {
                core::panicking::panic(
                    "to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive",
                );
            }
            digit_of(self as u32, radix)
        }
        pub fn is_digit(self, radix: u32) -> bool {
            digit_of(self as u32, radix).is_some()
        }
        pub fn is_whitespace(self) -> bool {
            is_white(self)
        }
        pub fn is_control(self) -> bool {
            let code = self as u32;
            code < 0x20 || code >= 0x7f && code < 0xa0
        }
        pub fn is_alphabetic(self) -> bool {
            let code = known(self, "`char::is_alphabetic` beyond U+00FF");
            is_latin_upper(code) || is_latin_lower(code)
        }
        pub fn is_numeric(self) -> bool {
            is_latin_number(known(self, "`char::is_numeric` beyond U+00FF"))
        }
        pub fn is_alphanumeric(self) -> bool {
            let code = known(self, "`char::is_alphanumeric` beyond U+00FF");
            is_latin_upper(code) || is_latin_lower(code) || is_latin_number(code)
        }
        pub fn is_uppercase(self) -> bool {
            is_latin_upper(known(self, "`char::is_uppercase` beyond U+00FF"))
        }
        pub fn is_lowercase(self) -> bool {
            is_latin_lower(known(self, "`char::is_lowercase` beyond U+00FF"))
        }
        pub fn to_uppercase(self) -> std::char::ToUppercase {
            upper_of(self)
        }
        pub fn to_lowercase(self) -> std::char::ToLowercase {
            lower_of(self)
        }
        pub fn len_utf8(self) -> usize {
            length(self)
        }
        pub fn len_utf16(self) -> usize {
            1 + (self as u32 > 0xffff) as usize
        }
        pub fn encode_utf8(self, bytes: &mut [u8]) -> &mut str {
            let mut text = std::string::String::new();
            text.push(self);
            let part = std::slice::part_mut(bytes, std::ops::RangeTo { end: text.len() });
            unsafe {
                core::ptr::copy_nonoverlapping(
                    text.as_bytes().as_ptr(),
                    part.as_mut_ptr(),
                    text.len(),
                );
                &mut *(part as *mut [u8] as *mut str)
            }
        }
        pub fn is_ascii(&self) -> bool {
            (*self as u32) < 0x80
        }
        pub fn is_ascii_alphabetic(&self) -> bool {
            is_letter(*self as u32)
        }
        pub fn is_ascii_digit(&self) -> bool {
            is_digit(*self as u32)
        }
        pub fn is_ascii_alphanumeric(&self) -> bool {
            is_letter(*self as u32) || is_digit(*self as u32)
        }
        pub fn is_ascii_uppercase(&self) -> bool {
            is_upper(*self as u32)
        }
        pub fn is_ascii_lowercase(&self) -> bool {
            is_lower(*self as u32)
        }
        pub fn is_ascii_hexdigit(&self) -> bool {
            is_hexadecimal(*self as u32)
        }
        pub fn is_ascii_punctuation(&self) -> bool {
            let code = *self as u32;
            is_graphic(code) && !is_letter(code) && !is_digit(code)
        }
        pub fn is_ascii_graphic(&self) -> bool {
            is_graphic(*self as u32)
        }
        pub fn is_ascii_whitespace(&self) -> bool {
            is_white_ascii(*self as u32)
        }
        pub fn is_ascii_control(&self) -> bool {
            (*self as u32) < 0x20 || *self as u32 == 0x7f
        }
        pub fn to_ascii_uppercase(&self) -> char {
            if is_lower(*self as u32) {
                return (*self as u8 - 32) as char;
            }
            *self
        }
        pub fn to_ascii_lowercase(&self) -> char {
            if is_upper(*self as u32) {
                return (*self as u8 + 32) as char;
            }
            *self
        }
        pub fn make_ascii_uppercase(&mut self) {
            if is_lower(*self as u32) {
                *self = (*self as u8 - 32) as char;
            }
        }
        pub fn make_ascii_lowercase(&mut self) {
            if is_upper(*self as u32) {
                *self = (*self as u8 + 32) as char;
            }
        }
        pub fn eq_ignore_ascii_case(&self, other: &char) -> bool {
            let (left, right) = (*self as u32, *other as u32);
            left == right || left < 0x80 && right < 0x80 && lower(left as u8) == lower(right as u8)
        }
    }

    impl u8 {
        pub fn is_ascii(&self) -> bool {
            *self < 0x80
        }
        pub fn is_ascii_alphabetic(&self) -> bool {
            is_letter(*self as u32)
        }
        pub fn is_ascii_digit(&self) -> bool {
            is_digit(*self as u32)
        }
        pub fn is_ascii_alphanumeric(&self) -> bool {
            is_letter(*self as u32) || is_digit(*self as u32)
        }
        pub fn is_ascii_uppercase(&self) -> bool {
            is_upper(*self as u32)
        }
        pub fn is_ascii_lowercase(&self) -> bool {
            is_lower(*self as u32)
        }
        pub fn is_ascii_hexdigit(&self) -> bool {
            is_hexadecimal(*self as u32)
        }
        pub fn is_ascii_punctuation(&self) -> bool {
            let code = *self as u32;
            is_graphic(code) && !is_letter(code) && !is_digit(code)
        }
        pub fn is_ascii_graphic(&self) -> bool {
            is_graphic(*self as u32)
        }
        pub fn is_ascii_whitespace(&self) -> bool {
            is_white_ascii(*self as u32)
        }
        pub fn is_ascii_control(&self) -> bool {
            *self < 0x20 || *self == 0x7f
        }
        pub fn to_ascii_uppercase(&self) -> u8 {
            upper(*self)
        }
        pub fn to_ascii_lowercase(&self) -> u8 {
            lower(*self)
        }
        pub fn make_ascii_uppercase(&mut self) {
            *self = upper(*self)
        }
        pub fn make_ascii_lowercase(&mut self) {
            *self = lower(*self)
        }
        pub fn eq_ignore_ascii_case(&self, other: &u8) -> bool {
            lower(*self) == lower(*other)
        }
    }
}
