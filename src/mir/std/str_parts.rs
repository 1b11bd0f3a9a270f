// SPDX-License-Identifier: MIT
//
// Texts without white space at their ends, other texts made of one, and orders of bytes.
pub mod str_parts {
    use crate::std;
    use std::option::Option::{self, None, Some};
    use std::str_pattern::{between, trim_back, trim_front};

    /// The pattern of white space.
    pub struct White;
    impl std::str_pattern::OneOf for std::str_parts::White {
        fn fits(&mut self, character: char) -> bool {
            std::char::is_white(character)
        }
    }

    fn mapped(text: &str, map: fn(u8) -> u8) -> std::string::String {
        let mut bytes = std::string::copy_of(text.as_bytes());
        map_all(bytes.as_mut_slice(), map);
        unsafe { std::string::String::from_utf8_unchecked(bytes) }
    }
    pub fn map_all(bytes: &mut [u8], map: fn(u8) -> u8) {
        let mut index = 0;
        while index < bytes.len() {
            bytes[index] = map(bytes[index]);
            index += 1;
        }
    }
    pub fn same_without_case(left: &[u8], right: &[u8]) -> bool {
        if left.len() != right.len() {
            return false;
        }
        let mut index = 0;
        while index < left.len() {
            if std::char::lower(left[index]) != std::char::lower(right[index]) {
                return false;
            }
            index += 1;
        }
        true
    }
    fn all_ascii(bytes: &[u8]) -> bool {
        let mut index = 0;
        while index < bytes.len() {
            if bytes[index] >= 0x80 {
                return false;
            }
            index += 1;
        }
        true
    }

    impl str {
        pub fn trim(&self) -> &str {
            trim_back(trim_front(self, &mut White), &mut White)
        }
        pub fn trim_start(&self) -> &str {
            trim_front(self, &mut White)
        }
        pub fn trim_end(&self) -> &str {
            trim_back(self, &mut White)
        }
        pub fn trim_ascii(&self) -> &str {
            let mut white = [' ', '\t', '\n', '\x0c', '\r'];
            trim_back(trim_front(self, &mut white), &mut white)
        }
        pub fn parse<F: std::str::FromStr>(&self) -> std::result::Result<F, F::Err> {
            <F as std::str::FromStr>::from_str(self)
        }
        pub fn is_ascii(&self) -> bool {
            all_ascii(self.as_bytes())
        }
        pub fn to_ascii_uppercase(&self) -> std::string::String {
            mapped(self, std::char::upper)
        }
        pub fn to_ascii_lowercase(&self) -> std::string::String {
            mapped(self, std::char::lower)
        }
        pub fn make_ascii_uppercase(&mut self) {
            map_all(unsafe { std::str::bytes_mut(self) }, std::char::upper)
        }
        pub fn make_ascii_lowercase(&mut self) {
            map_all(unsafe { std::str::bytes_mut(self) }, std::char::lower)
        }
        pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {
            same_without_case(self.as_bytes(), other.as_bytes())
        }
        pub fn to_uppercase(&self) -> std::string::String {
            let mut made = std::string::String::new();
            let mut chars = std::str::chars(self);
            while let Some(character) = std::iter::Iterator::next(&mut chars) {
                std::iter::Extend::extend(&mut made, std::char::upper_of(character));
            }
            made
        }
        pub fn to_lowercase(&self) -> std::string::String {
            let mut made = std::string::String::new();
            let mut chars = std::str::chars(self);
            while let Some(character) = std::iter::Iterator::next(&mut chars) {
                std::iter::Extend::extend(&mut made, std::char::lower_of(character));
            }
            made
        }
        pub fn repeat(&self, count: usize) -> std::string::String {
            let mut made = std::string::String::with_capacity(self.len() * count);
            let mut left = count;
            while left > 0 {
                made.push_str(self);
                left -= 1;
            }
            made
        }
        pub fn split_at(&self, middle: usize) -> (&str, &str) {
            if !std::str::is_boundary(self, middle) {
                core::panicking::panic("failed to slice string");
            }
            (between(self, 0, middle), between(self, middle, self.len()))
        }
        pub fn split_at_checked(&self, middle: usize) -> Option<(&str, &str)> {
            if !std::str::is_boundary(self, middle) {
                return None;
            }
            Some((between(self, 0, middle), between(self, middle, self.len())))
        }
        pub fn get<R: std::slice::Bounds>(&self, range: R) -> Option<&str> {
            match range.limits(self.len()) {
                Some((start, end))
                    if std::str::is_boundary(self, start) && std::str::is_boundary(self, end) =>
                {
                    Some(between(self, start, end))
                }
                _ => None,
            }
        }
        pub unsafe fn get_unchecked<R: std::slice::Bounds>(&self, range: R) -> &str {
            let (start, end) = range.check(self.len());
            between(self, start, end)
        }
        pub unsafe fn as_bytes_mut(&mut self) -> &mut [u8] {
            std::str::bytes_mut(self)
        }
        pub fn into_string(text: std::boxed::Box<str>) -> std::string::String {
            std::string::from_box(text)
        }
        pub fn into_boxed_bytes(text: std::boxed::Box<str>) -> std::boxed::Box<[u8]> {
            std::string::from_box(text).into_bytes().into_boxed_slice()
        }
    }

    impl [u8] {
        pub fn is_ascii(&self) -> bool {
            all_ascii(self)
        }
        pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {
            same_without_case(self, other)
        }
        pub fn to_ascii_uppercase(&self) -> std::vec::Vec<u8> {
            let mut bytes = std::string::copy_of(self);
            map_all(bytes.as_mut_slice(), std::char::upper);
            bytes
        }
        pub fn to_ascii_lowercase(&self) -> std::vec::Vec<u8> {
            let mut bytes = std::string::copy_of(self);
            map_all(bytes.as_mut_slice(), std::char::lower);
            bytes
        }
        pub fn make_ascii_uppercase(&mut self) {
            map_all(self, std::char::upper)
        }
        pub fn make_ascii_lowercase(&mut self) {
            map_all(self, std::char::lower)
        }
    }
}
