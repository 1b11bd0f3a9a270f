// SPDX-License-Identifier: MIT
pub mod string {
    use crate::std;
    use std::option::Option::None;

    pub use std::more::string::*;

    pub struct String {
        vec: std::vec::Vec<u8>,
    }
    pub struct FromUtf8Error {
        pub bytes: std::vec::Vec<u8>,
        pub error: std::str::Utf8Error,
    }

    impl std::string::String {
        pub fn new() -> std::string::String {
            std::string::String { vec: std::vec::Vec::<u8>::new() }
        }
        pub fn with_capacity(capacity: usize) -> std::string::String {
            std::string::String { vec: std::vec::Vec::<u8>::with_capacity(capacity) }
        }
        pub fn from_utf8(
            bytes: std::vec::Vec<u8>,
        ) -> std::result::Result<std::string::String, std::string::FromUtf8Error> {
            match std::str::from_utf8(bytes.as_slice()) {
                std::result::Result::Ok(_) => {
                    std::result::Result::Ok(std::string::String { vec: bytes })
                }
                std::result::Result::Err(error) => {
                    std::result::Result::Err(std::string::FromUtf8Error { bytes, error })
                }
            }
        }
        pub unsafe fn from_utf8_unchecked(bytes: std::vec::Vec<u8>) -> std::string::String {
            std::string::String { vec: bytes }
        }
        pub unsafe fn as_mut_vec(&mut self) -> &mut std::vec::Vec<u8> {
            &mut self.vec
        }
        pub fn as_str(&self) -> &str {
            unsafe { std::str::from_utf8_unchecked(self.vec.as_slice()) }
        }
        pub fn as_bytes(&self) -> &[u8] {
            self.vec.as_slice()
        }
        pub fn into_bytes(self) -> std::vec::Vec<u8> {
            self.vec
        }
        pub fn len(&self) -> usize {
            self.vec.len()
        }
        pub fn capacity(&self) -> usize {
            self.vec.capacity()
        }
        pub fn is_empty(&self) -> bool {
            self.vec.len() == 0
        }
        pub fn clear(&mut self) {
            self.vec.clear()
        }
        pub fn push_str(&mut self, text: &str) {
            std::string::append(&mut self.vec, text.as_bytes())
        }
        pub fn push(&mut self, character: char) {
            let code = character as u32;
            if code < 0x80 {
                self.vec.push(code as u8);
                return;
            }
            if code < 0x800 {
                self.vec.push((0xc0 | code >> 6) as u8);
            } else {
                if code < 0x10000 {
                    self.vec.push((0xe0 | code >> 12) as u8);
                } else {
                    self.vec.push((0xf0 | code >> 18) as u8);
                    self.vec.push((0x80 | code >> 12 & 0x3f) as u8);
                }
                self.vec.push((0x80 | code >> 6 & 0x3f) as u8);
            }
            self.vec.push((0x80 | code & 0x3f) as u8);
        }
        pub fn pop(&mut self) -> std::option::Option<char> {
            let length = self.vec.len();
            if length == 0 {
                return None;
            }
            let mut start = length - 1;
            while !std::str::is_boundary(self.as_str(), start) {
                start -= 1;
            }
            let last = std::slice::part(self.as_bytes(), std::ops::RangeFrom { start });
            let mut chars = std::str::chars(unsafe { std::str::from_utf8_unchecked(last) });
            let character = std::iter::Iterator::next(&mut chars);
            self.vec.truncate(start);
            character
        }
    }

    impl std::ops::Deref for std::string::String {
        type Target = str;
        fn deref(&self) -> &str {
            self.as_str()
        }
    }
    impl std::clone::Clone for std::string::String {
        fn clone(&self) -> std::string::String {
            <std::string::String as std::convert::From<&str>>::from(self.as_str())
        }
    }
    impl std::default::Default for std::string::String {
        fn default() -> std::string::String {
            std::string::String::new()
        }
    }
    impl std::convert::From<&str> for std::string::String {
        fn from(text: &str) -> std::string::String {
            let mut made = std::string::String::with_capacity(text.len());
            made.push_str(text);
            made
        }
    }
    impl std::convert::From<&str> for std::vec::Vec<u8> {
        fn from(text: &str) -> std::vec::Vec<u8> {
            <std::string::String as std::convert::From<&str>>::from(text).vec
        }
    }
    impl std::convert::From<std::string::String> for std::vec::Vec<u8> {
        fn from(text: std::string::String) -> std::vec::Vec<u8> {
            text.vec
        }
    }
    impl std::convert::AsRef<str> for std::string::String {
        fn as_ref(&self) -> &str {
            self.as_str()
        }
    }
    impl std::cmp::PartialEq<std::string::String> for std::string::String {
        fn eq(&self, other: &std::string::String) -> bool {
            std::string::same(self.as_bytes(), other.as_bytes())
        }
    }
    impl std::cmp::PartialEq<str> for std::string::String {
        fn eq(&self, other: &str) -> bool {
            std::string::same(self.as_bytes(), other.as_bytes())
        }
    }
    impl std::cmp::PartialEq<&str> for std::string::String {
        fn eq(&self, other: &&str) -> bool {
            std::string::same(self.as_bytes(), (*other).as_bytes())
        }
    }
    impl std::cmp::PartialEq<std::string::String> for &str {
        fn eq(&self, other: &std::string::String) -> bool {
            std::string::same((*self).as_bytes(), other.as_bytes())
        }
    }

    pub fn from_box(text: std::boxed::Box<str>) -> std::string::String {
        let memory = std::boxed::Box::<str>::into_raw(text);
        unsafe {
            let length = (&*memory).len();
            let vec = std::vec::Vec::<u8>::from_raw_parts(memory as *mut u8, length, length);
            std::string::String { vec }
        }
    }

    pub fn append(list: &mut std::vec::Vec<u8>, bytes: &[u8]) {
        let length = list.len();
        list.reserve(bytes.len());
        unsafe {
            let end = list.as_mut_ptr().add(length);
            core::ptr::copy_nonoverlapping(bytes.as_ptr(), end, bytes.len());
            list.set_len(length + bytes.len());
        }
    }
    pub fn copy_of(bytes: &[u8]) -> std::vec::Vec<u8> {
        let mut copy = std::vec::Vec::<u8>::with_capacity(bytes.len());
        unsafe {
            core::ptr::copy_nonoverlapping(bytes.as_ptr(), copy.as_mut_ptr(), bytes.len());
            copy.set_len(bytes.len());
        }
        copy
    }

    pub fn same(left: &[u8], right: &[u8]) -> bool {
        if left.len() != right.len() {
            return false;
        }
        let mut index = 0;
        while index < left.len() {
            if left[index] != right[index] {
                return false;
            }
            index += 1;
        }
        true
    }

    impl core::ops::Add<&str> for std::string::String {
        type Output = std::string::String;
        fn add(self, other: &str) -> std::string::String {
            let mut sum = self;
            sum.push_str(other);
            sum
        }
    }
    impl core::ops::AddAssign<&str> for std::string::String {
        fn add_assign(&mut self, other: &str) {
            self.push_str(other)
        }
    }
    impl<R: std::slice::Bounds> std::ops::Index<R> for std::string::String {
        type Output = str;
        fn index(&self, range: R) -> &str {
            std::ops::Index::index(self.as_str(), range)
        }
    }

    pub trait ToString {
        fn to_string(&self) -> std::string::String;
    }
    impl<T: core::fmt::Display + ?Sized> std::string::ToString for T {
        fn to_string(&self) -> std::string::String {
            std::fmt::format(core::format_args!("{}", self))
        }
    }
}

pub mod hint {
    pub fn black_box<T>(value: T) -> T {
        value
    }
    pub fn must_use<T>(value: T) -> T {
        value
    }
}
