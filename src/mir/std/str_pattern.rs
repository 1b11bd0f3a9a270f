// SPDX-License-Identifier: MIT
//
// What texts are searched for: texts, characters, lists of them and functions that accept them.
pub mod str_pattern {
    use crate::std;
    use std::option::Option::{self, None, Some};

    /// Says how many bytes of a text's beginning or end fit, and finds the first or last place.
    pub trait Pattern: Sized {
        fn prefix(&mut self, text: &str) -> Option<usize>;
        fn suffix(&mut self, text: &str) -> Option<usize>;
        /// Where what lies between `from` and `end` fits first: its beginning and end.
        fn search(&mut self, text: &str, from: usize, end: usize) -> Option<(usize, usize)> {
            let mut start = from;
            while start <= end {
                match self.prefix(between(text, start, end)) {
                    Some(length) => return Some((start, start + length)),
                    None => start = next_boundary(text, start),
                }
            }
            None
        }
        fn search_back(&mut self, text: &str, from: usize, end: usize) -> Option<(usize, usize)> {
            let mut last = end;
            loop {
                if let Some(length) = self.suffix(between(text, from, last)) {
                    return Some((last - length, last));
                }
                if last == from {
                    return None;
                }
                last = last_boundary(text, last);
            }
        }
    }

    /// The part from one boundary to another.
    pub fn between(text: &str, start: usize, end: usize) -> &str {
        unsafe {
            let first = text.as_ptr().add(start);
            std::str::from_utf8_unchecked(core::slice::from_raw_parts(first, end - start))
        }
    }
    pub fn next_boundary(text: &str, index: usize) -> usize {
        let mut next = index + 1;
        while next < text.len() && !std::str::is_boundary(text, next) {
            next += 1;
        }
        next
    }
    pub fn last_boundary(text: &str, index: usize) -> usize {
        let mut last = index - 1;
        while !std::str::is_boundary(text, last) {
            last -= 1;
        }
        last
    }

    fn ends_in(bytes: &[u8], other: &[u8]) -> bool {
        other.len() <= bytes.len() && std::str::begins_with(bytes, other, bytes.len() - other.len())
    }
    impl std::str_pattern::Pattern for &str {
        fn prefix(&mut self, text: &str) -> Option<usize> {
            if std::str::begins_with(text.as_bytes(), self.as_bytes(), 0) {
                return Some(self.len());
            }
            None
        }
        fn suffix(&mut self, text: &str) -> Option<usize> {
            if ends_in(text.as_bytes(), self.as_bytes()) {
                return Some(self.len());
            }
            None
        }
        fn search(&mut self, text: &str, from: usize, end: usize) -> Option<(usize, usize)> {
            let (bytes, other) = (text.as_bytes(), self.as_bytes());
            let mut start = from;
            while start + other.len() <= end {
                let may_begin = other.len() == 0 || bytes[start] == other[0];
                if may_begin
                    && std::str::begins_with(bytes, other, start)
                    && std::str::is_boundary(text, start)
                {
                    return Some((start, start + other.len()));
                }
                start += 1;
            }
            None
        }
    }
    impl std::str_pattern::Pattern for &std::string::String {
        fn prefix(&mut self, text: &str) -> Option<usize> {
            let mut pattern: &str = self.as_str();
            pattern.prefix(text)
        }
        fn suffix(&mut self, text: &str) -> Option<usize> {
            let mut pattern: &str = self.as_str();
            pattern.suffix(text)
        }
    }
    impl std::str_pattern::Pattern for &&str {
        fn prefix(&mut self, text: &str) -> Option<usize> {
            let mut pattern: &str = **self;
            pattern.prefix(text)
        }
        fn suffix(&mut self, text: &str) -> Option<usize> {
            let mut pattern: &str = **self;
            pattern.suffix(text)
        }
    }

    /// Patterns of one character.
    pub trait OneOf {
        fn fits(&mut self, character: char) -> bool;
        /// The byte that is the only one to fit, if there is one.
        fn only_byte(&self) -> Option<u8> {
            None
        }
    }
    impl<M: std::str_pattern::OneOf> std::str_pattern::Pattern for M {
        fn prefix(&mut self, text: &str) -> Option<usize> {
            let mut chars = std::str::chars(text);
            match std::iter::Iterator::next(&mut chars) {
                Some(first) if self.fits(first) => Some(text.len() - chars.as_str().len()),
                _ => None,
            }
        }
        fn suffix(&mut self, text: &str) -> Option<usize> {
            let mut chars = std::str::chars(text);
            match std::iter::DoubleEndedIterator::next_back(&mut chars) {
                Some(last) if self.fits(last) => Some(text.len() - chars.as_str().len()),
                _ => None,
            }
        }
        fn search(&mut self, text: &str, from: usize, end: usize) -> Option<(usize, usize)> {
            if let Some(byte) = self.only_byte() {
                let bytes = text.as_bytes();
                let mut start = from;
                while start < end {
                    if bytes[start] == byte {
                        return Some((start, start + 1));
                    }
                    start += 1;
                }
                return None;
            }
            let mut start = from;
            let mut chars = std::str::chars(between(text, from, end));
            while let Some(character) = std::iter::Iterator::next(&mut chars) {
                let next = end - chars.as_str().len();
                if self.fits(character) {
                    return Some((start, next));
                }
                start = next;
            }
            None
        }
    }
    impl std::str_pattern::OneOf for char {
        fn fits(&mut self, character: char) -> bool {
            *self == character
        }
        fn only_byte(&self) -> Option<u8> {
            if (*self as u32) < 0x80 {
                return Some(*self as u8);
            }
            None
        }
    }
    fn holds(list: &[char], character: char) -> bool {
        let mut index = 0;
        while index < list.len() {
            if list[index] == character {
                return true;
            }
            index += 1;
        }
        false
    }
    impl<const N: usize> std::str_pattern::OneOf for [char; N] {
        fn fits(&mut self, character: char) -> bool {
            holds(self, character)
        }
    }
    impl<const N: usize> std::str_pattern::OneOf for &[char; N] {
        fn fits(&mut self, character: char) -> bool {
            holds(*self, character)
        }
    }
    impl std::str_pattern::OneOf for &[char] {
        fn fits(&mut self, character: char) -> bool {
            holds(self, character)
        }
    }
    impl<F: FnMut(char) -> bool> std::str_pattern::OneOf for F {
        fn fits(&mut self, character: char) -> bool {
            self(character)
        }
    }

    impl str {
        pub fn starts_with<P: std::str_pattern::Pattern>(&self, pattern: P) -> bool {
            let mut pattern = pattern;
            pattern.prefix(self).is_some()
        }
        pub fn ends_with<P: std::str_pattern::Pattern>(&self, pattern: P) -> bool {
            let mut pattern = pattern;
            pattern.suffix(self).is_some()
        }
        pub fn contains<P: std::str_pattern::Pattern>(&self, pattern: P) -> bool {
            let mut pattern = pattern;
            pattern.search(self, 0, self.len()).is_some()
        }
        pub fn find<P: std::str_pattern::Pattern>(&self, pattern: P) -> Option<usize> {
            let mut pattern = pattern;
            match pattern.search(self, 0, self.len()) {
                Some((start, _)) => Some(start),
                None => None,
            }
        }
        pub fn rfind<P: std::str_pattern::Pattern>(&self, pattern: P) -> Option<usize> {
            let mut pattern = pattern;
            match pattern.search_back(self, 0, self.len()) {
                Some((start, _)) => Some(start),
                None => None,
            }
        }
        pub fn strip_prefix<P: std::str_pattern::Pattern>(&self, pattern: P) -> Option<&str> {
            let mut pattern = pattern;
            match pattern.prefix(self) {
                Some(length) => Some(between(self, length, self.len())),
                None => None,
            }
        }
        pub fn strip_suffix<P: std::str_pattern::Pattern>(&self, pattern: P) -> Option<&str> {
            let mut pattern = pattern;
            match pattern.suffix(self) {
                Some(length) => Some(between(self, 0, self.len() - length)),
                None => None,
            }
        }
        pub fn split_once<P: std::str_pattern::Pattern>(&self, pattern: P) -> Option<(&str, &str)> {
            let mut pattern = pattern;
            match pattern.search(self, 0, self.len()) {
                Some((start, end)) => {
                    Some((between(self, 0, start), between(self, end, self.len())))
                }
                None => None,
            }
        }
        pub fn rsplit_once<P: std::str_pattern::Pattern>(
            &self,
            pattern: P,
        ) -> Option<(&str, &str)> {
            let mut pattern = pattern;
            match pattern.search_back(self, 0, self.len()) {
                Some((start, end)) => {
                    Some((between(self, 0, start), between(self, end, self.len())))
                }
                None => None,
            }
        }
        pub fn trim_start_matches<P: std::str_pattern::Pattern>(&self, pattern: P) -> &str {
            let mut pattern = pattern;
            trim_front(self, &mut pattern)
        }
        pub fn trim_end_matches<P: std::str_pattern::Pattern>(&self, pattern: P) -> &str {
            let mut pattern = pattern;
            trim_back(self, &mut pattern)
        }
        pub fn trim_matches<P: std::str_pattern::Pattern>(&self, pattern: P) -> &str {
            let mut pattern = pattern;
            let text = trim_front(self, &mut pattern);
            trim_back(text, &mut pattern)
        }
        pub fn replace<P: std::str_pattern::Pattern>(
            &self,
            from: P,
            to: &str,
        ) -> std::string::String {
            replace_some(self, from, to, usize::MAX)
        }
        pub fn replacen<P: std::str_pattern::Pattern>(
            &self,
            from: P,
            to: &str,
            count: usize,
        ) -> std::string::String {
            replace_some(self, from, to, count)
        }
    }

    pub fn trim_front<'a, P: Pattern>(text: &'a str, pattern: &mut P) -> &'a str {
        let mut rest = text;
        while let Some(length) = pattern.prefix(rest) {
            if length == 0 {
                return rest;
            }
            rest = between(rest, length, rest.len());
        }
        rest
    }
    pub fn trim_back<'a, P: Pattern>(text: &'a str, pattern: &mut P) -> &'a str {
        let mut rest = text;
        while let Some(length) = pattern.suffix(rest) {
            if length == 0 {
                return rest;
            }
            rest = between(rest, 0, rest.len() - length);
        }
        rest
    }
    fn replace_some<P: Pattern>(
        text: &str,
        from: P,
        to: &str,
        count: usize,
    ) -> std::string::String {
        let mut made = std::string::String::new();
        let mut places = std::str::MatchIndices {
            text,
            from: 0,
            end: text.len(),
            is_done: false,
            pattern: from,
        };
        let mut left = count;
        let mut rest = 0;
        while left > 0 {
            match std::iter::Iterator::next(&mut places) {
                Some((start, piece)) => {
                    made.push_str(between(text, rest, start));
                    made.push_str(to);
                    rest = start + piece.len();
                }
                None => break,
            }
            left -= 1;
        }
        made.push_str(between(text, rest, text.len()));
        made
    }
}
