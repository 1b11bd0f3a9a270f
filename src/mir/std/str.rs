// SPDX-License-Identifier: MIT
pub mod str {
    use crate::std;
    use std::option::Option::{None, Some};

    pub struct Utf8Error {
        valid_up_to: usize,
        error_len: std::option::Option<u8>,
    }

    impl std::str::Utf8Error {
        pub fn valid_up_to(&self) -> usize {
            self.valid_up_to
        }
    }

    pub unsafe fn from_utf8_unchecked(bytes: &[u8]) -> &str {
        &*(bytes as *const [u8] as *const str)
    }

    fn is_tail(bytes: &[u8], index: usize) -> bool {
        index < bytes.len() && bytes[index] & 0xc0 == 0x80
    }

    // How many bytes the character at `start` has; 0 for none, and then how many are wrong.
    fn character_length(bytes: &[u8], start: usize) -> (usize, std::option::Option<u8>) {
        let first = bytes[start];
        if first < 0x80 {
            return (1, None);
        }
        let length = if first >= 0xc2 && first < 0xe0 {
            2
        } else if first >= 0xe0 && first < 0xf0 {
            3
        } else if first >= 0xf0 && first < 0xf5 {
            4
        } else {
            return (0, Some(1));
        };
        if start + 1 >= bytes.len() {
            return (0, None);
        }
        let second = bytes[start + 1];
        let is_second = is_tail(bytes, start + 1)
            && !(first == 0xe0 && second < 0xa0)
            && !(first == 0xed && second >= 0xa0)
            && !(first == 0xf0 && second < 0x90)
            && !(first == 0xf4 && second >= 0x90);
        if !is_second {
            return (0, Some(1));
        }
        let mut index = 2;
        while index < length {
            if start + index >= bytes.len() {
                return (0, None);
            }
            if !is_tail(bytes, start + index) {
                return (0, Some(index as u8));
            }
            index += 1;
        }
        (length, None)
    }

    pub fn from_utf8(bytes: &[u8]) -> std::result::Result<&str, std::str::Utf8Error> {
        let mut index = 0;
        while index < bytes.len() {
            let (length, error_len) = character_length(bytes, index);
            if length == 0 {
                return std::result::Result::Err(std::str::Utf8Error {
                    valid_up_to: index,
                    error_len,
                });
            }
            index += length;
        }
        std::result::Result::Ok(unsafe { from_utf8_unchecked(bytes) })
    }

    pub struct Chars<'a> {
        rest: &'a [u8],
    }
    pub struct Bytes<'a> {
        rest: &'a [u8],
    }

    impl<'a> std::iter::Iterator for std::str::Chars<'a> {
        type Item = char;
        fn next(&mut self) -> std::option::Option<char> {
            let bytes = self.rest;
            if bytes.len() == 0 {
                return None;
            }
            let (length, _) = character_length(bytes, 0);
            let mut code = bytes[0] as u32;
            if length > 1 {
                code &= 0xff >> (length + 1);
            }
            let mut index = 1;
            while index < length {
                code = code << 6 | (bytes[index] & 0x3f) as u32;
                index += 1;
            }
            self.rest = std::slice::part(bytes, std::ops::RangeFrom { start: length });
            Some(unsafe { core::mem::transmute::<u32, char>(code) })
        }
    }
    impl<'a> std::iter::Iterator for std::str::Bytes<'a> {
        type Item = u8;
        fn next(&mut self) -> std::option::Option<u8> {
            let bytes = self.rest;
            if bytes.len() == 0 {
                return None;
            }
            self.rest = std::slice::part(bytes, std::ops::RangeFrom { start: 1 });
            Some(bytes[0])
        }
    }

    pub fn begins_with(bytes: &[u8], other: &[u8], start: usize) -> bool {
        let mut index = 0;
        while index < other.len() {
            if start + index >= bytes.len() || bytes[start + index] != other[index] {
                return false;
            }
            index += 1;
        }
        true
    }

    pub struct Split<'a, P> {
        pub text: &'a str,
        pub start: usize,
        pub from: usize,
        pub is_done: bool,
        pub pattern: P,
    }
    pub struct Lines<'a> {
        pub rest: &'a str,
    }
    pub struct SplitWhitespace<'a> {
        pub rest: &'a str,
    }

    pub struct ParseBoolError {}

    pub trait FromStr: Sized {
        type Err;
        fn from_str(text: &str) -> std::result::Result<Self, Self::Err>;
    }

    pub fn chars(text: &str) -> std::str::Chars<'_> {
        std::str::Chars { rest: text.as_bytes() }
    }
    pub fn is_boundary(text: &str, index: usize) -> bool {
        index == 0
            || index == text.len()
            || (index < text.len() && text.as_bytes()[index] & 0xc0 != 0x80)
    }

    impl str {
        pub fn is_empty(&self) -> bool {
            self.len() == 0
        }
        pub fn chars(&self) -> std::str::Chars<'_> {
            chars(self)
        }
        pub fn bytes(&self) -> std::str::Bytes<'_> {
            std::str::Bytes { rest: self.as_bytes() }
        }
        pub fn is_char_boundary(&self, index: usize) -> bool {
            is_boundary(self, index)
        }
    }

    /// Patterns that are texts.
    pub trait Text {
        fn text(&self) -> &[u8];
    }
    impl std::str::Text for &str {
        fn text(&self) -> &[u8] {
            (*self).as_bytes()
        }
    }
    impl str {
        pub fn starts_with<P: std::str::Text>(&self, pattern: P) -> bool {
            begins_with(self.as_bytes(), pattern.text(), 0)
        }
        pub fn ends_with<P: std::str::Text>(&self, pattern: P) -> bool {
            let other = pattern.text();
            other.len() <= self.len()
                && begins_with(self.as_bytes(), other, self.len() - other.len())
        }
        pub fn contains<P: std::str::Text>(&self, pattern: P) -> bool {
            let other = pattern.text();
            let mut start = 0;
            while start + other.len() <= self.len() {
                if begins_with(self.as_bytes(), other, start) {
                    return true;
                }
                start += 1;
            }
            false
        }
    }

    impl<R: std::slice::Bounds> std::ops::Index<R> for str {
        type Output = str;
        fn index(&self, range: R) -> &str {
            let part = std::slice::part(self.as_bytes(), range);
            let start = part.as_ptr().addr() - self.as_ptr().addr();
            if !is_boundary(self, start) || !is_boundary(self, start + part.len()) {
                core::panicking::panic("byte index is not a char boundary");
            }
            unsafe { from_utf8_unchecked(part) }
        }
    }
}
