// SPDX-License-Identifier: MIT
pub mod env {
    use crate::std;
    use std::option::Option::{None, Some};

    pub struct Args {
        start: usize,
        end: usize,
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
