// SPDX-License-Identifier: MIT
//
// Pieces of texts: what lies between, or is, what a pattern finds. All of them cut with Pieces.
pub mod str {
    use crate::std;
    use std::option::Option::{self, None, Some};
    use std::str_pattern::{between, next_boundary, Pattern};

    /// `from` is where the next search begins, and is behind `start` when nothing was found there.
    pub struct Pieces<'a, P> {
        text: &'a str,
        start: usize,
        end: usize,
        from: usize,
        is_done: bool,
        skips_empty_last: bool,
        pattern: P,
    }

    impl<'a, P: Pattern> std::str::Pieces<'a, P> {
        fn of(text: &'a str, pattern: P, skips_empty_last: bool) -> std::str::Pieces<'a, P> {
            let end = text.len();
            Pieces { text, start: 0, end, from: 0, is_done: false, skips_empty_last, pattern }
        }
        // What is left, as the last piece.
        fn rest(&mut self) -> Option<&'a str> {
            if self.is_done {
                return None;
            }
            self.is_done = true;
            if self.skips_empty_last && self.start == self.end {
                return None;
            }
            Some(between(self.text, self.start, self.end))
        }
        fn cut(&mut self, is_inclusive: bool) -> Option<&'a str> {
            if self.is_done {
                return None;
            }
            match self.pattern.search(self.text, self.from, self.end) {
                Some((start, end)) => {
                    let last = if is_inclusive { end } else { start };
                    let piece = between(self.text, self.start, last);
                    self.start = end;
                    self.from = if start == end { next_boundary(self.text, end) } else { end };
                    Some(piece)
                }
                None => self.rest(),
            }
        }
        fn cut_back(&mut self) -> Option<&'a str> {
            if self.is_done {
                return None;
            }
            if self.skips_empty_last {
                self.skips_empty_last = false;
                match self.cut_back() {
                    Some(piece) if !(piece.len() == 0) => return Some(piece),
                    _ => {}
                }
                if self.is_done {
                    return None;
                }
            }
            match self.pattern.search_back(self.text, self.start, self.end) {
                Some((start, end)) => {
                    let piece = between(self.text, end, self.end);
                    self.end = start;
                    Some(piece)
                }
                None => self.rest(),
            }
        }
    }

    pub struct Split<'a, P>(Pieces<'a, P>);
    pub struct RSplit<'a, P>(Pieces<'a, P>);
    pub struct SplitTerminator<'a, P>(Pieces<'a, P>);
    pub struct SplitInclusive<'a, P>(Pieces<'a, P>);
    pub struct SplitN<'a, P>(usize, Pieces<'a, P>);
    pub struct RSplitN<'a, P>(usize, Pieces<'a, P>);
    pub struct MatchIndices<'a, P> {
        pub text: &'a str,
        pub from: usize,
        pub end: usize,
        pub is_done: bool,
        pub pattern: P,
    }
    pub struct Matches<'a, P>(MatchIndices<'a, P>);
    pub struct Lines<'a>(&'a str);
    pub struct SplitWhitespace<'a>(&'a str);
    pub struct SplitAsciiWhitespace<'a>(&'a str);

    impl<'a, P: Pattern> std::iter::Iterator for std::str::Split<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            self.0.cut(false)
        }
    }
    impl<'a, P: Pattern> std::iter::DoubleEndedIterator for std::str::Split<'a, P> {
        fn next_back(&mut self) -> Option<&'a str> {
            self.0.cut_back()
        }
    }
    impl<'a, P: Pattern> std::iter::Iterator for std::str::RSplit<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            self.0.cut_back()
        }
    }
    impl<'a, P: Pattern> std::iter::Iterator for std::str::SplitTerminator<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            self.0.cut(false)
        }
    }
    impl<'a, P: Pattern> std::iter::DoubleEndedIterator for std::str::SplitTerminator<'a, P> {
        fn next_back(&mut self) -> Option<&'a str> {
            self.0.cut_back()
        }
    }
    impl<'a, P: Pattern> std::iter::Iterator for std::str::SplitInclusive<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            self.0.cut(true)
        }
    }
    impl<'a, P: Pattern> std::iter::Iterator for std::str::SplitN<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            if self.0 == 0 {
                return None;
            }
            self.0 -= 1;
            if self.0 == 0 {
                return self.1.rest();
            }
            self.1.cut(false)
        }
    }
    impl<'a, P: Pattern> std::iter::Iterator for std::str::RSplitN<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            if self.0 == 0 {
                return None;
            }
            self.0 -= 1;
            if self.0 == 0 {
                return self.1.rest();
            }
            self.1.cut_back()
        }
    }
    impl<'a, P: Pattern> std::iter::Iterator for std::str::MatchIndices<'a, P> {
        type Item = (usize, &'a str);
        fn next(&mut self) -> Option<(usize, &'a str)> {
            if self.is_done {
                return None;
            }
            match self.pattern.search(self.text, self.from, self.end) {
                Some((start, end)) => {
                    self.from = if start == end { next_boundary(self.text, end) } else { end };
                    Some((start, between(self.text, start, end)))
                }
                None => {
                    self.is_done = true;
                    None
                }
            }
        }
    }
    impl<'a, P: Pattern> std::iter::Iterator for std::str::Matches<'a, P> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            match std::iter::Iterator::next(&mut self.0) {
                Some((_, piece)) => Some(piece),
                None => None,
            }
        }
    }

    impl<'a> std::iter::Iterator for std::str::Lines<'a> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            let text = self.0;
            if text.len() == 0 {
                return None;
            }
            let (end, next) = match '\n'.search(text, 0, text.len()) {
                Some(place) => place,
                None => (text.len(), text.len()),
            };
            self.0 = between(text, next, text.len());
            Some(line_of(text, end, next))
        }
    }
    // A line without its end; `\r` belongs to it only in front of `\n`.
    fn line_of(text: &str, end: usize, next: usize) -> &str {
        let has_return = end < next && end > 0 && text.as_bytes()[end - 1] == b'\r';
        between(text, 0, if has_return { end - 1 } else { end })
    }
    impl<'a> std::iter::DoubleEndedIterator for std::str::Lines<'a> {
        fn next_back(&mut self) -> Option<&'a str> {
            let text = self.0;
            if text.len() == 0 {
                return None;
            }
            let ends = text.as_bytes()[text.len() - 1] == b'\n';
            let end = text.len() - ends as usize;
            let start = match '\n'.search_back(text, 0, end) {
                Some((_, start)) => start,
                None => 0,
            };
            self.0 = between(text, 0, start);
            let line = between(text, start, text.len());
            Some(line_of(line, end - start, line.len()))
        }
    }

    fn next_word<'a, P: Pattern>(rest: &mut &'a str, white: P) -> Option<&'a str> {
        let mut white = white;
        let text = std::str_pattern::trim_front(*rest, &mut white);
        let end = match white.search(text, 0, text.len()) {
            Some((start, _)) => start,
            None => text.len(),
        };
        *rest = between(text, end, text.len());
        if end == 0 {
            return None;
        }
        Some(between(text, 0, end))
    }
    impl<'a> std::iter::Iterator for std::str::SplitWhitespace<'a> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            next_word(&mut self.0, std::str_parts::White)
        }
    }
    impl<'a> std::iter::DoubleEndedIterator for std::str::SplitWhitespace<'a> {
        fn next_back(&mut self) -> Option<&'a str> {
            let mut white = std::str_parts::White;
            let text = std::str_pattern::trim_back(self.0, &mut white);
            let start = match white.search_back(text, 0, text.len()) {
                Some((_, end)) => end,
                None => 0,
            };
            self.0 = between(text, 0, start);
            if text.len() == 0 {
                return None;
            }
            Some(between(text, start, text.len()))
        }
    }
    impl<'a> std::iter::Iterator for std::str::SplitAsciiWhitespace<'a> {
        type Item = &'a str;
        fn next(&mut self) -> Option<&'a str> {
            next_word(&mut self.0, [' ', '\t', '\n', '\x0c', '\r'])
        }
    }

    impl str {
        pub fn split<P: Pattern>(&self, pattern: P) -> std::str::Split<'_, P> {
            Split(Pieces::of(self, pattern, false))
        }
        pub fn rsplit<P: Pattern>(&self, pattern: P) -> std::str::RSplit<'_, P> {
            RSplit(Pieces::of(self, pattern, false))
        }
        pub fn split_terminator<P: Pattern>(&self, pattern: P) -> std::str::SplitTerminator<'_, P> {
            SplitTerminator(Pieces::of(self, pattern, true))
        }
        pub fn split_inclusive<P: Pattern>(&self, pattern: P) -> std::str::SplitInclusive<'_, P> {
            SplitInclusive(Pieces::of(self, pattern, true))
        }
        pub fn splitn<P: Pattern>(&self, count: usize, pattern: P) -> std::str::SplitN<'_, P> {
            SplitN(count, Pieces::of(self, pattern, false))
        }
        pub fn rsplitn<P: Pattern>(&self, count: usize, pattern: P) -> std::str::RSplitN<'_, P> {
            RSplitN(count, Pieces::of(self, pattern, false))
        }
        pub fn match_indices<P: Pattern>(&self, pattern: P) -> std::str::MatchIndices<'_, P> {
            MatchIndices { text: self, from: 0, end: self.len(), is_done: false, pattern }
        }
        pub fn matches<P: Pattern>(&self, pattern: P) -> std::str::Matches<'_, P> {
            Matches(MatchIndices { text: self, from: 0, end: self.len(), is_done: false, pattern })
        }
        pub fn lines(&self) -> std::str::Lines<'_> {
            Lines(self)
        }
        pub fn split_whitespace(&self) -> std::str::SplitWhitespace<'_> {
            SplitWhitespace(self)
        }
        pub fn split_ascii_whitespace(&self) -> std::str::SplitAsciiWhitespace<'_> {
            SplitAsciiWhitespace(self)
        }
    }
}
