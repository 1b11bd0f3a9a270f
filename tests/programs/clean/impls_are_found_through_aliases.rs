// An impl may name its type, and what its trait is for, by an alias: one of the program, or of std.
use std::ffi::{c_int, c_long};

type Number = i32;
type Pair<T> = (T, T);

trait Total {
    fn total(&self) -> i32;
}

impl Total for Number {
    fn total(&self) -> i32 {
        *self
    }
}

impl<T: Total> Total for Option<T> {
    fn total(&self) -> i32 {
        match self {
            Some(value) => value.total(),
            None => 0,
        }
    }
}

impl<T: Total> Total for Pair<T> {
    fn total(&self) -> i32 {
        self.0.total() + self.1.total()
    }
}

#[derive(Debug, PartialEq)]
enum Kind {
    Element,
    Other,
}

impl From<c_int> for Kind {
    fn from(kind: c_int) -> Kind {
        if kind == 1 {
            Kind::Element
        } else {
            Kind::Other
        }
    }
}

impl From<&[c_int]> for Kind {
    fn from(kinds: &[c_int]) -> Kind {
        kinds[0].into()
    }
}

impl PartialEq<c_long> for Kind {
    fn eq(&self, other: &c_long) -> bool {
        *other == 1 && *self == Kind::Element
    }
}

// An impl for a kind of functions.
trait Apply<T> {
    fn apply(&self, value: T) -> T;
}

impl<T> Apply<T> for fn(T) -> T {
    fn apply(&self, value: T) -> T {
        self(value)
    }
}

fn main() {
    let pair: Pair<Option<i32>> = (Some(1), None);
    assert!(pair.total() == 1 && (2, 3).total() == 5);
    assert!(Kind::from(1) == 1i64 && Kind::from(&[2][..]) != 1i64);
    assert!((i32::abs as fn(i32) -> i32).apply(-3) == 3);
}
