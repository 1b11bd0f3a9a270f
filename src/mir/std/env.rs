// SPDX-License-Identifier: MIT
pub mod env {
    use crate::std;
    use std::option::Option::{None, Some};

    pub struct Args {
        start: usize,
        end: usize,
    }

    pub enum VarError {
        NotPresent,
        NotUnicode(std::string::String),
    }
    impl std::error::Error for std::env::VarError {}
    impl std::fmt::Display for std::env::VarError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.write_str("environment variable not found")
        }
    }
    impl std::fmt::Debug for std::env::VarError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.write_str("NotPresent")
        }
    }
    pub fn var<K: std::convert::AsRef<str>>(
        name: K,
    ) -> std::result::Result<std::string::String, std::env::VarError> {
        let mut value = std::vec::Vec::<u8>::new();
        if !std::models::variable(<K as std::convert::AsRef<str>>::as_ref(&name), &mut value) {
            return std::result::Result::Err(std::env::VarError::NotPresent);
        }
        match std::string::String::from_utf8(value) {
            std::result::Result::Ok(text) => std::result::Result::Ok(text),
            std::result::Result::Err(_) => {
                std::models::refuse("variables of the environment that are not UTF-8")
            }
        }
    }

    pub fn args() -> std::env::Args {
        std::env::Args { start: 0, end: std::models::argument_count() }
    }

    fn argument(index: usize) -> std::string::String {
        let length = std::models::argument_length(index);
        let mut bytes = std::vec::Vec::<u8>::with_capacity(length);
        unsafe {
            std::models::argument_copy(index, bytes.as_mut_ptr());
            bytes.set_len(length);
        }
        match std::string::String::from_utf8(bytes) {
            std::result::Result::Ok(text) => text,
            std::result::Result::Err(_) => {
                core::panicking::panic("an argument of the program is not UTF-8")
            }
        }
    }

    impl std::iter::Iterator for std::env::Args {
        type Item = std::string::String;
        fn next(&mut self) -> std::option::Option<std::string::String> {
            if self.start == self.end {
                return None;
            }
            self.start += 1;
            Some(argument(self.start - 1))
        }
    }
    impl std::iter::DoubleEndedIterator for std::env::Args {
        fn next_back(&mut self) -> std::option::Option<std::string::String> {
            if self.start == self.end {
                return None;
            }
            self.end -= 1;
            Some(argument(self.end))
        }
    }
    impl std::iter::ExactSizeIterator for std::env::Args {
        fn len(&self) -> usize {
            self.end - self.start
        }
    }
}
