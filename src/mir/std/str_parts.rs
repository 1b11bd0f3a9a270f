// SPDX-License-Identifier: MIT
//
// Parts of texts: trimming, lines, pieces between separators, and integers that are read from text.
pub mod str_parts {
    use crate::std;
    use std::option::Option::{None, Some};
    use std::result::Result::{Err, Ok};

    fn is_white(character: char) -> bool {
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

    /// The part from one boundary to another.
    fn between(text: &str, start: usize, end: usize) -> &str {
        unsafe {
            let first = text.as_ptr().add(start);
            std::str::from_utf8_unchecked(core::slice::from_raw_parts(first, end - start))
        }
    }
    fn next_boundary(text: &str, index: usize) -> usize {
        let mut next = index + 1;
        while next < text.len() && !std::str::is_boundary(text, next) {
            next += 1;
        }
        next
    }
    fn white_prefix(text: &str) -> usize {
        let mut start = 0;
        while start < text.len() {
            let end = next_boundary(text, start);
            if !is_white(first_of(between(text, start, end))) {
                return start;
            }
            start = end;
        }
        start
    }
    fn first_of(text: &str) -> char {
        let mut chars = std::str::chars(text);
        match std::iter::Iterator::next(&mut chars) {
            Some(character) => character,
            None => '\0',
        }
    }
    fn end_without_white(text: &str) -> usize {
        let mut end = text.len();
        while end > 0 {
            let mut start = end - 1;
            while !std::str::is_boundary(text, start) {
                start -= 1;
            }
            if !is_white(first_of(between(text, start, end))) {
                return end;
            }
            end = start;
        }
        0
    }

    /// What separates: a text or a character. Answers where it begins and ends, from an index on.
    pub trait Separator {
        fn search(&self, text: &str, from: usize) -> std::option::Option<(usize, usize)>;
    }
    impl std::str_parts::Separator for &str {
        fn search(&self, text: &str, from: usize) -> std::option::Option<(usize, usize)> {
            let mut start = from;
            while start + self.len() <= text.len() {
                if std::str::is_boundary(text, start)
                    && std::str::begins_with(text.as_bytes(), self.as_bytes(), start)
                {
                    return Some((start, start + self.len()));
                }
                start += 1;
            }
            None
        }
    }
    impl std::str_parts::Separator for char {
        fn search(&self, text: &str, from: usize) -> std::option::Option<(usize, usize)> {
            let mut start = from;
            while start < text.len() {
                let end = next_boundary(text, start);
                if first_of(between(text, start, end)) == *self {
                    return Some((start, end));
                }
                start = end;
            }
            None
        }
    }

    /// The digits of a number, below 0 when it is negative, checked against the least and the
    /// greatest one. Each step keeps the sign, so that the least one is found too.
    fn read_integer(
        text: &str,
        least: i128,
        greatest: u128,
    ) -> std::result::Result<(bool, u128), std::num::ParseIntError> {
        use std::num::IntErrorKind;
        let bytes = text.as_bytes();
        if bytes.len() == 0 {
            return Err(std::num::ParseIntError { kind: IntErrorKind::Empty });
        }
        let is_signed = bytes[0] == b'+' || (bytes[0] == b'-' && least < 0);
        let is_negative = is_signed && bytes[0] == b'-';
        if is_signed && bytes.len() == 1 {
            return Err(std::num::ParseIntError { kind: IntErrorKind::InvalidDigit });
        }
        let limit = if is_negative { (least as u128).wrapping_neg() } else { greatest };
        let mut value: u128 = 0;
        let mut index = is_signed as usize;
        while index < bytes.len() {
            let byte = bytes[index];
            if byte < b'0' || byte > b'9' {
                return Err(std::num::ParseIntError { kind: IntErrorKind::InvalidDigit });
            }
            let digit = (byte - b'0') as u128;
            if value > (limit - digit) / 10 {
                return Err(std::num::ParseIntError {
                    kind: if is_negative {
                        IntErrorKind::NegOverflow
                    } else {
                        IntErrorKind::PosOverflow
                    },
                });
            }
            value = value * 10 + digit;
            index += 1;
        }
        Ok((is_negative, value))
    }

    impl str {
        pub fn trim(&self) -> &str {
            let rest = between(self, white_prefix(self), self.len());
            between(rest, 0, end_without_white(rest))
        }
        pub fn trim_start(&self) -> &str {
            between(self, white_prefix(self), self.len())
        }
        pub fn trim_end(&self) -> &str {
            between(self, 0, end_without_white(self))
        }
        pub fn find<P: std::str_parts::Separator>(&self, pattern: P) -> std::option::Option<usize> {
            match pattern.search(self, 0) {
                Some((start, _)) => Some(start),
                None => None,
            }
        }
        pub fn split_once<P: std::str_parts::Separator>(
            &self,
            pattern: P,
        ) -> std::option::Option<(&str, &str)> {
            match pattern.search(self, 0) {
                Some((start, end)) => {
                    Some((between(self, 0, start), between(self, end, self.len())))
                }
                None => None,
            }
        }
        pub fn split<P: std::str_parts::Separator>(&self, pattern: P) -> std::str::Split<'_, P> {
            std::str::Split { text: self, start: 0, from: 0, is_done: false, pattern }
        }
        pub fn lines(&self) -> std::str::Lines<'_> {
            std::str::Lines { rest: self }
        }
        pub fn split_whitespace(&self) -> std::str::SplitWhitespace<'_> {
            std::str::SplitWhitespace { rest: self }
        }
        pub fn parse<F: std::str::FromStr>(&self) -> std::result::Result<F, F::Err> {
            <F as std::str::FromStr>::from_str(self)
        }
    }

    impl<'a, P: std::str_parts::Separator> std::iter::Iterator for std::str::Split<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> std::option::Option<&'a str> {
            if self.is_done {
                return None;
            }
            match self.pattern.search(self.text, self.from) {
                Some((start, end)) => {
                    let piece = between(self.text, self.start, start);
                    self.start = end;
                    self.from = if start == end { next_boundary(self.text, end) } else { end };
                    Some(piece)
                }
                None => {
                    self.is_done = true;
                    Some(between(self.text, self.start, self.text.len()))
                }
            }
        }
    }
    impl<'a> std::iter::Iterator for std::str::Lines<'a> {
        type Item = &'a str;
        fn next(&mut self) -> std::option::Option<&'a str> {
            let length = self.rest.len();
            if length == 0 {
                return None;
            }
            let bytes = self.rest.as_bytes();
            let mut end = 0;
            while end < length && bytes[end] != b'\n' {
                end += 1;
            }
            let has_return = end < length && end > 0 && bytes[end - 1] == b'\r';
            let line = between(self.rest, 0, if has_return { end - 1 } else { end });
            self.rest = between(self.rest, if end < length { end + 1 } else { end }, length);
            Some(line)
        }
    }
    impl<'a> std::iter::Iterator for std::str::SplitWhitespace<'a> {
        type Item = &'a str;
        fn next(&mut self) -> std::option::Option<&'a str> {
            let rest = between(self.rest, white_prefix(self.rest), self.rest.len());
            if rest.len() == 0 {
                self.rest = rest;
                return None;
            }
            let mut end = 0;
            while end < rest.len() {
                let next = next_boundary(rest, end);
                if is_white(first_of(between(rest, end, next))) {
                    break;
                }
                end = next;
            }
            self.rest = between(rest, end, rest.len());
            Some(between(rest, 0, end))
        }
    }
    impl std::str::FromStr for i8 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<i8, std::num::ParseIntError> {
            match read_integer(text, i8::MIN as i128, i8::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as i8 } else { value as i8 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for i16 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<i16, std::num::ParseIntError> {
            match read_integer(text, i16::MIN as i128, i16::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as i16 } else { value as i16 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for i32 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<i32, std::num::ParseIntError> {
            match read_integer(text, i32::MIN as i128, i32::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as i32 } else { value as i32 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for i64 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<i64, std::num::ParseIntError> {
            match read_integer(text, i64::MIN as i128, i64::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as i64 } else { value as i64 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for i128 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<i128, std::num::ParseIntError> {
            match read_integer(text, i128::MIN as i128, i128::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as i128 } else { value as i128 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for isize {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<isize, std::num::ParseIntError> {
            match read_integer(text, isize::MIN as i128, isize::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as isize } else { value as isize })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for u8 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<u8, std::num::ParseIntError> {
            match read_integer(text, 0, u8::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as u8 } else { value as u8 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for u16 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<u16, std::num::ParseIntError> {
            match read_integer(text, 0, u16::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as u16 } else { value as u16 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for u32 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<u32, std::num::ParseIntError> {
            match read_integer(text, 0, u32::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as u32 } else { value as u32 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for u64 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<u64, std::num::ParseIntError> {
            match read_integer(text, 0, u64::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as u64 } else { value as u64 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for u128 {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<u128, std::num::ParseIntError> {
            match read_integer(text, 0, u128::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as u128 } else { value as u128 })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for usize {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> std::result::Result<usize, std::num::ParseIntError> {
            match read_integer(text, 0, usize::MAX as u128) {
                Ok((is_negative, value)) => {
                    Ok(if is_negative { value.wrapping_neg() as usize } else { value as usize })
                }
                Err(error) => Err(error),
            }
        }
    }
    impl std::str::FromStr for bool {
        type Err = std::str::ParseBoolError;
        fn from_str(text: &str) -> std::result::Result<bool, std::str::ParseBoolError> {
            if std::string::same(text.as_bytes(), b"true") {
                return Ok(true);
            }
            if std::string::same(text.as_bytes(), b"false") {
                return Ok(false);
            }
            Err(std::str::ParseBoolError {})
        }
    }
    impl std::fmt::Debug for std::num::ParseIntError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.debug_struct("ParseIntError").field("kind", &self.kind).finish()
        }
    }
    impl std::fmt::Debug for std::num::IntErrorKind {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.write_str(match self {
                std::num::IntErrorKind::Empty => "Empty",
                std::num::IntErrorKind::InvalidDigit => "InvalidDigit",
                std::num::IntErrorKind::PosOverflow => "PosOverflow",
                std::num::IntErrorKind::NegOverflow => "NegOverflow",
                std::num::IntErrorKind::Zero => "Zero",
            })
        }
    }
    impl std::fmt::Display for std::num::ParseIntError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad(match self.kind {
                std::num::IntErrorKind::Empty => "cannot parse integer from empty string",
                std::num::IntErrorKind::InvalidDigit => "invalid digit found in string",
                std::num::IntErrorKind::PosOverflow => "number too large to fit in target type",
                std::num::IntErrorKind::NegOverflow => "number too small to fit in target type",
                std::num::IntErrorKind::Zero => "number would be zero for non-zero type",
            })
        }
    }
}
