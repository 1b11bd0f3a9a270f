// SPDX-License-Identifier: MIT
//
// {:?} of ranges, orders and other small types of std.
pub mod fmt_ranges {
    use crate::std;
    use std::fmt::{Debug, Formatter};
    use std::result::Result;

    // `a` and `b` with dots between them; one of them may be missing.
    fn write_range<T: std::fmt::Debug>(
        f: &mut Formatter<'_>,
        start: std::option::Option<&T>,
        dots: &str,
        end: std::option::Option<&T>,
    ) -> Result<(), std::fmt::Error> {
        if let std::option::Option::Some(start) = start {
            if start.fmt(f).is_err() {
                return Result::Err(std::fmt::Error);
            }
        }
        std::models::write_text(f, dots);
        match end {
            std::option::Option::Some(end) => end.fmt(f),
            std::option::Option::None => Result::Ok(()),
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::ops::Range<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            let (start, end) = (&self.start, &self.end);
            write_range(f, std::convert::Into::into(start), "..", std::convert::Into::into(end))
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::ops::RangeInclusive<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            let (start, end) = (&self.start, &self.end);
            let (start, end) = (std::convert::Into::into(start), std::convert::Into::into(end));
            let outcome = write_range(f, start, "..=", end);
            if self.exhausted {
                std::models::write_text(f, " (exhausted)");
            }
            outcome
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::ops::RangeFrom<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            write_range(f, std::convert::Into::into(&self.start), "..", std::option::Option::None)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::ops::RangeTo<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            write_range(f, std::option::Option::None, "..", std::convert::Into::into(&self.end))
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::ops::RangeToInclusive<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            write_range(f, std::option::Option::None, "..=", std::convert::Into::into(&self.end))
        }
    }
    impl std::fmt::Debug for std::ops::RangeFull {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("..")
        }
    }
    impl std::fmt::Debug for std::cmp::Ordering {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str(match self {
                std::cmp::Ordering::Less => "Less",
                std::cmp::Ordering::Equal => "Equal",
                std::cmp::Ordering::Greater => "Greater",
            })
        }
    }
}
