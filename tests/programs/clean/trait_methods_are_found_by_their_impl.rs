// SPDX-License-Identifier: MIT
// Static dispatch: impls for a struct, a primitive, a generic struct; the trait's own body where an
// impl has none; derived impls; a trait that differs by its argument only.

trait Area {
    fn area(&self) -> i32;

    fn twice(&self) -> i32 {
        self.area() * 2
    }
}

#[derive(Clone, Copy, PartialEq)]
struct Square(i32);

struct Couple<T> {
    first: T,
    second: T,
}

impl Area for Square {
    fn area(&self) -> i32 {
        self.0 * self.0
    }
}

impl Area for i32 {
    fn area(&self) -> i32 {
        *self
    }

    fn twice(&self) -> i32 {
        -self.area()
    }
}

impl<T: Area> Area for Couple<T> {
    fn area(&self) -> i32 {
        self.first.area() + self.second.area()
    }
}

struct Metres(i64);

impl From<i32> for Metres {
    fn from(value: i32) -> Metres {
        Metres(value as i64)
    }
}

impl From<u8> for Metres {
    fn from(value: u8) -> Metres {
        Metres(value as i64 * 1000)
    }
}

fn total<S: Area>(shape: &S) -> i32 {
    shape.area() + shape.twice()
}

fn check(condition: bool) {
    assert!(condition);
}

fn main() {
    let square = Square(3);
    check(total(&square.clone()) == 27);
    check(total(&Couple { first: square, second: Square(1) }) == 30);
    check(total(&Couple { first: 4, second: 5 }) == 27);
    check(total(&5) == 0);
    check(square == Square(3));
    check(Metres::from(2i32).0 + Metres::from(2u8).0 == 2002);
}
