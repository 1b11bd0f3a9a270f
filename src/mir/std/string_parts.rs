// SPDX-License-Identifier: MIT
//
// String: changes in the middle, and other texts as Strings.
pub mod string {
    use crate::std;
    use std::clone::Clone;
    use std::iter::Iterator;
    use std::option::Option::{self, None, Some};
    use std::str_pattern::between;

    pub struct Drain<'a> {
        text: *mut std::string::String,
        start: usize,
        end: usize,
        chars: std::str::Chars<'a>,
    }
    impl<'a> std::iter::Iterator for std::string::Drain<'a> {
        type Item = char;
        fn next(&mut self) -> Option<char> {
            self.chars.next()
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            self.chars.size_hint()
        }
    }
    impl<'a> std::iter::DoubleEndedIterator for std::string::Drain<'a> {
        fn next_back(&mut self) -> Option<char> {
            self.chars.next_back()
        }
    }
    impl<'a> core::ops::Drop for std::string::Drain<'a> {
        fn drop(&mut self) {
            let bytes = unsafe { (*self.text).as_mut_vec() };
            core::mem::drop(bytes.drain(std::ops::Range { start: self.start, end: self.end }));
        }
    }

    // The limits of a range, which must be boundaries.
    fn limits<R: std::slice::Bounds>(text: &str, range: R) -> (usize, usize) {
        let (start, end) = range.check(text.len());
        if !std::str::is_boundary(text, start) {
            core::panicking::panic("assertion failed: self.is_char_boundary(start)");
        }
        if !std::str::is_boundary(text, end) {
            core::panicking::panic("assertion failed: self.is_char_boundary(end)");
        }
        (start, end)
    }

    impl std::string::String {
        pub fn insert(&mut self, index: usize, character: char) {
            let mut text = std::string::String::new();
            text.push(character);
            self.insert_str(index, text.as_str())
        }
        pub fn insert_str(&mut self, index: usize, text: &str) {
            if !std::str::is_boundary(self.as_str(), index) {
                core::panicking::panic("assertion failed: self.is_char_boundary(idx)");
            }
            let (length, more) = (self.len(), text.len());
            unsafe {
                let bytes = self.as_mut_vec();
                bytes.reserve(more);
                let place = bytes.as_mut_ptr().add(index);
                core::ptr::copy(place, place.add(more), length - index);
                core::ptr::copy_nonoverlapping(text.as_ptr(), place, more);
                bytes.set_len(length + more);
            }
        }
        pub fn remove(&mut self, index: usize) -> char {
            let mut chars = std::str::chars(&self.as_str()[index..]);
            let character = match chars.next() {
                Some(character) => character,
                None => core::panicking::panic("cannot remove a char from the end of a string"),
            };
            let end = self.len() - chars.as_str().len();
            let bytes = unsafe { self.as_mut_vec() };
            core::mem::drop(bytes.drain(std::ops::Range { start: index, end }));
            character
        }
        pub fn truncate(&mut self, length: usize) {
            if length >= self.len() {
                return;
            }
            if !std::str::is_boundary(self.as_str(), length) {
                core::panicking::panic("assertion failed: self.is_char_boundary(new_len)");
            }
            unsafe { self.as_mut_vec().set_len(length) }
        }
        pub fn split_off(&mut self, at: usize) -> std::string::String {
            if !std::str::is_boundary(self.as_str(), at) {
                core::panicking::panic("assertion failed: self.is_char_boundary(at)");
            }
            unsafe {
                let rest = self.as_mut_vec().split_off(at);
                std::string::String::from_utf8_unchecked(rest)
            }
        }
        pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F) {
            let mut f = f;
            let mut kept = std::string::String::with_capacity(self.len());
            let mut chars = std::str::chars(self.as_str());
            while let Some(character) = chars.next() {
                if f(character) {
                    kept.push(character);
                }
            }
            *self = kept;
        }
        pub fn drain<R: std::slice::Bounds>(&mut self, range: R) -> std::string::Drain<'_> {
            let text: *mut std::string::String = self;
            let whole = unsafe { (*text).as_str() };
            let (start, end) = limits(whole, range);
            Drain { text, start, end, chars: std::str::chars(between(whole, start, end)) }
        }
        pub fn replace_range<R: std::slice::Bounds>(&mut self, range: R, text: &str) {
            let (start, end) = limits(self.as_str(), range);
            let mut made = std::string::String::new();
            made.push_str(between(self.as_str(), 0, start));
            made.push_str(text);
            made.push_str(between(self.as_str(), end, self.len()));
            *self = made;
        }
        pub fn reserve(&mut self, additional: usize) {
            unsafe { self.as_mut_vec().reserve(additional) }
        }
        pub fn shrink_to_fit(&mut self) {
            unsafe { self.as_mut_vec().shrink_to_fit() }
        }
        pub fn as_mut_str(&mut self) -> &mut str {
            unsafe { &mut *(self.as_mut_vec().as_mut_slice() as *mut [u8] as *mut str) }
        }
        pub fn leak<'a>(self) -> &'a mut str {
            unsafe { &mut *(self.into_bytes().leak() as *mut [u8] as *mut str) }
        }
        pub fn into_boxed_str(self) -> std::boxed::Box<str> {
            let bytes = std::boxed::Box::<[u8]>::into_raw(self.into_bytes().into_boxed_slice());
            unsafe { std::boxed::Box::<str>::from_raw(bytes as *mut str) }
        }
        pub fn from_utf8_lossy(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
            let mut rest = bytes;
            let mut text = std::string::String::new();
            loop {
                let error = match std::str::from_utf8(rest) {
                    std::result::Result::Ok(end) => {
                        if rest.len() == bytes.len() {
                            return std::borrow::Cow::Borrowed(end);
                        }
                        text.push_str(end);
                        return std::borrow::Cow::Owned(text);
                    }
                    std::result::Result::Err(error) => error,
                };
                let valid = error.valid_up_to();
                let start = std::slice::part(rest, std::ops::RangeTo { end: valid });
                text.push_str(unsafe { std::str::from_utf8_unchecked(start) });
                text.push('\u{fffd}');
                let wrong = match error.error_len() {
                    Some(length) => length,
                    None => rest.len() - valid,
                };
                rest = std::slice::part(rest, std::ops::RangeFrom { start: valid + wrong });
                if rest.len() == 0 {
                    return std::borrow::Cow::Owned(text);
                }
            }
        }
    }

    impl std::string::FromUtf8Error {
        pub fn utf8_error(&self) -> std::str::Utf8Error {
            self.error.clone()
        }
        pub fn as_bytes(&self) -> &[u8] {
            self.bytes.as_slice()
        }
        pub fn into_bytes(self) -> std::vec::Vec<u8> {
            self.bytes
        }
    }

    impl std::convert::From<char> for std::string::String {
        fn from(character: char) -> std::string::String {
            let mut text = std::string::String::new();
            text.push(character);
            text
        }
    }
    impl std::convert::From<&std::string::String> for std::string::String {
        fn from(text: &std::string::String) -> std::string::String {
            text.clone()
        }
    }
    impl std::convert::From<&mut str> for std::string::String {
        fn from(text: &mut str) -> std::string::String {
            <std::string::String as std::convert::From<&str>>::from(text)
        }
    }
    impl std::convert::From<std::boxed::Box<str>> for std::string::String {
        fn from(text: std::boxed::Box<str>) -> std::string::String {
            std::string::from_box(text)
        }
    }
    impl std::convert::From<std::string::String> for std::boxed::Box<str> {
        fn from(text: std::string::String) -> std::boxed::Box<str> {
            text.into_boxed_str()
        }
    }
    impl std::convert::From<&str> for std::boxed::Box<str> {
        fn from(text: &str) -> std::boxed::Box<str> {
            <std::string::String as std::convert::From<&str>>::from(text).into_boxed_str()
        }
    }
    impl std::convert::AsRef<[u8]> for std::string::String {
        fn as_ref(&self) -> &[u8] {
            self.as_bytes()
        }
    }
    impl std::convert::AsRef<str> for str {
        fn as_ref(&self) -> &str {
            self
        }
    }
    impl std::convert::AsRef<[u8]> for str {
        fn as_ref(&self) -> &[u8] {
            self.as_bytes()
        }
    }
    impl<T> std::convert::AsRef<[T]> for [T] {
        fn as_ref(&self) -> &[T] {
            self
        }
    }
    impl<T, const N: usize> std::convert::AsRef<[T]> for [T; N] {
        fn as_ref(&self) -> &[T] {
            self
        }
    }
    impl<T> std::convert::AsMut<[T]> for [T] {
        fn as_mut(&mut self) -> &mut [T] {
            self
        }
    }
    impl<T, const N: usize> std::convert::AsMut<[T]> for [T; N] {
        fn as_mut(&mut self) -> &mut [T] {
            self
        }
    }
    impl<T> std::convert::AsMut<[T]> for std::vec::Vec<T> {
        fn as_mut(&mut self) -> &mut [T] {
            self.as_mut_slice()
        }
    }
    impl<T: ?Sized + std::convert::AsRef<U>, U: ?Sized> std::convert::AsRef<U> for &T {
        fn as_ref(&self) -> &U {
            <T as std::convert::AsRef<U>>::as_ref(*self)
        }
    }
    impl<T: ?Sized + std::convert::AsRef<U>, U: ?Sized> std::convert::AsRef<U> for &mut T {
        fn as_ref(&self) -> &U {
            <T as std::convert::AsRef<U>>::as_ref(*self)
        }
    }
    impl<T: ?Sized + std::convert::AsMut<U>, U: ?Sized> std::convert::AsMut<U> for &mut T {
        fn as_mut(&mut self) -> &mut U {
            <T as std::convert::AsMut<U>>::as_mut(*self)
        }
    }
    impl std::ops::DerefMut for std::string::String {
        fn deref_mut(&mut self) -> &mut str {
            self.as_mut_str()
        }
    }
    impl std::cmp::PartialEq<std::string::String> for str {
        fn eq(&self, other: &std::string::String) -> bool {
            std::string::same(self.as_bytes(), other.as_bytes())
        }
    }
    impl std::str::FromStr for std::string::String {
        type Err = std::convert::Infallible;
        fn from_str(
            text: &str,
        ) -> std::result::Result<std::string::String, std::convert::Infallible> {
            std::result::Result::Ok(<std::string::String as std::convert::From<&str>>::from(text))
        }
    }
    impl std::str::FromStr for char {
        type Err = std::char::ParseCharError;
        fn from_str(text: &str) -> std::result::Result<char, std::char::ParseCharError> {
            let mut chars = std::str::chars(text);
            match (chars.next(), chars.next()) {
                (Some(character), None) => std::result::Result::Ok(character),
                (None, _) => std::result::Result::Err(std::char::ParseCharError { is_empty: true }),
                _ => std::result::Result::Err(std::char::ParseCharError { is_empty: false }),
            }
        }
    }
}
