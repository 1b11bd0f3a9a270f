// SPDX-License-Identifier: MIT
pub mod str {
    use crate::std;
    use std::option::Option::{None, Some};

    pub use std::more::str::*;

    pub struct Utf8Error {
        valid_up_to: usize,
        error_len: std::option::Option<u8>,
    }

    impl core::cmp::PartialEq for std::str::Utf8Error {
        fn eq(&self, other: &std::str::Utf8Error) -> bool {
            self.valid_up_to == other.valid_up_to
                && match (&self.error_len, &other.error_len) {
                    (Some(left), Some(right)) => *left == *right,
                    (None, None) => true,
                    _ => false,
                }
        }
    }
    impl std::clone::Clone for std::str::Utf8Error {
        fn clone(&self) -> std::str::Utf8Error {
            unsafe { core::ptr::read(self) }
        }
    }
    impl std::str::Utf8Error {
        pub fn valid_up_to(&self) -> usize {
            self.valid_up_to
        }
        pub fn error_len(&self) -> std::option::Option<usize> {
            match self.error_len {
                Some(length) => Some(length as usize),
                None => None,
            }
        }
    }

    pub unsafe fn from_utf8_unchecked(bytes: &[u8]) -> &str {
        &*(bytes as *const [u8] as *const str)
    }

    pub unsafe fn bytes_mut(text: &mut str) -> &mut [u8] {
        &mut *(text as *mut str as *mut [u8])
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
    pub struct CharIndices<'a> {
        start: usize,
        chars: std::str::Chars<'a>,
    }
    pub struct Bytes<'a> {
        rest: &'a [u8],
    }

    // The character whose bytes these are.
    fn decode(bytes: &[u8]) -> char {
        let length = bytes.len();
        let mut code = bytes[0] as u32;
        if length > 1 {
            code &= 0xff >> (length + 1);
        }
        let mut index = 1;
        while index < length {
            code = code << 6 | (bytes[index] & 0x3f) as u32;
            index += 1;
        }
        unsafe { core::mem::transmute::<u32, char>(code) }
    }
    fn length_by_first(byte: u8) -> usize {
        if byte < 0x80 {
            1
        } else if byte < 0xe0 {
            2
        } else if byte < 0xf0 {
            3
        } else {
            4
        }
    }

    impl<'a> std::str::Chars<'a> {
        pub fn as_str(&self) -> &'a str {
            unsafe { from_utf8_unchecked(self.rest) }
        }
    }
    impl<'a> std::clone::Clone for std::str::Chars<'a> {
        fn clone(&self) -> std::str::Chars<'a> {
            std::str::Chars { rest: self.rest }
        }
    }
    impl<'a> std::iter::Iterator for std::str::Chars<'a> {
        type Item = char;
        fn next(&mut self) -> std::option::Option<char> {
            let bytes = self.rest;
            if bytes.len() == 0 {
                return None;
            }
            let length = length_by_first(bytes[0]);
            self.rest = std::slice::part(bytes, std::ops::RangeFrom { start: length });
            if length == 1 {
                return Some(bytes[0] as char);
            }
            Some(decode(std::slice::part(bytes, std::ops::RangeTo { end: length })))
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            ((self.rest.len() + 3) / 4, Some(self.rest.len()))
        }
    }
    impl<'a> std::iter::DoubleEndedIterator for std::str::Chars<'a> {
        fn next_back(&mut self) -> std::option::Option<char> {
            let bytes = self.rest;
            if bytes.len() == 0 {
                return None;
            }
            let mut start = bytes.len() - 1;
            while is_tail(bytes, start) {
                start -= 1;
            }
            self.rest = std::slice::part(bytes, std::ops::RangeTo { end: start });
            Some(decode(std::slice::part(bytes, std::ops::RangeFrom { start })))
        }
    }

    impl<'a> std::str::CharIndices<'a> {
        pub fn as_str(&self) -> &'a str {
            self.chars.as_str()
        }
        pub fn offset(&self) -> usize {
            self.start
        }
    }
    impl<'a> std::clone::Clone for std::str::CharIndices<'a> {
        fn clone(&self) -> std::str::CharIndices<'a> {
            std::str::CharIndices { start: self.start, chars: self.chars.clone() }
        }
    }
    impl<'a> std::iter::Iterator for std::str::CharIndices<'a> {
        type Item = (usize, char);
        fn next(&mut self) -> std::option::Option<(usize, char)> {
            let length = self.chars.rest.len();
            match self.chars.next() {
                Some(character) => {
                    let start = self.start;
                    self.start += length - self.chars.rest.len();
                    Some((start, character))
                }
                None => None,
            }
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            self.chars.size_hint()
        }
    }
    impl<'a> std::iter::DoubleEndedIterator for std::str::CharIndices<'a> {
        fn next_back(&mut self) -> std::option::Option<(usize, char)> {
            match self.chars.next_back() {
                Some(character) => Some((self.start + self.chars.rest.len(), character)),
                None => None,
            }
        }
    }

    impl<'a> std::clone::Clone for std::str::Bytes<'a> {
        fn clone(&self) -> std::str::Bytes<'a> {
            std::str::Bytes { rest: self.rest }
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
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            (self.rest.len(), Some(self.rest.len()))
        }
    }
    impl<'a> std::iter::DoubleEndedIterator for std::str::Bytes<'a> {
        fn next_back(&mut self) -> std::option::Option<u8> {
            let bytes = self.rest;
            if bytes.len() == 0 {
                return None;
            }
            self.rest = std::slice::part(bytes, std::ops::RangeTo { end: bytes.len() - 1 });
            Some(bytes[bytes.len() - 1])
        }
    }
    impl<'a> std::iter::ExactSizeIterator for std::str::Bytes<'a> {}

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
        pub fn char_indices(&self) -> std::str::CharIndices<'_> {
            std::str::CharIndices { start: 0, chars: chars(self) }
        }
        pub fn bytes(&self) -> std::str::Bytes<'_> {
            std::str::Bytes { rest: self.as_bytes() }
        }
        pub fn is_char_boundary(&self, index: usize) -> bool {
            is_boundary(self, index)
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
