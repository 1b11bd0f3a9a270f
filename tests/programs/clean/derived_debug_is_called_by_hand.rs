// SPDX-License-Identifier: MIT
//
// Debug as it is derived, called by a function that is generic; lists, sets and maps by builders.

#![allow(dead_code)]

use std::fmt::{self, Debug};

#[derive(Debug)]
struct One {
    a: u8,
}
#[derive(Debug)]
struct Three {
    a: u8,
    b: Pair,
    c: Single,
}
#[derive(Debug)]
struct Four {
    a: u8,
    b: u8,
    c: u8,
    d: Option<Triple>,
}
#[derive(Debug)]
struct Five {
    a: u8,
    b: u8,
    c: u8,
    d: u8,
    e: Fourth,
}
#[derive(Debug)]
struct Single(u8);
#[derive(Debug)]
struct Pair(u8, One);
#[derive(Debug)]
struct Triple(u8, u8, u8);
#[derive(Debug)]
struct Fourth(u8, u8, u8, u8);
#[derive(Debug)]
struct Fifth(u8, u8, u8, u8, Single);

struct Listed<'a>(&'a [(u8, u8)], u8);

impl Debug for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            0 => f.debug_list().entry(&self.0[0]).entry(&self.0[1]).finish(),
            1 => f.debug_set().entry(&self.0[0]).entry(&self.0[1]).finish(),
            _ => f.debug_map().entry(&self.0[0].0, &self.0[0].1).finish(),
        }
    }
}

struct Call<T>(T);

impl<T: Debug> Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn show<T: Debug>(value: T) {
    let call = Call(value);
    println!("{call:?}");
    println!("{call:#?}");
}

fn main() {
    let one = One { a: 1 };
    println!("{}", one.a);
    show(one);
    show(Three { a: 1, b: Pair(2, One { a: 3 }), c: Single(4) });
    show(Four { a: 1, b: 2, c: 3, d: Some(Triple(4, 5, 6)) });
    show(Five { a: 1, b: 2, c: 3, d: 4, e: Fourth(5, 6, 7, 8) });
    show(Single(1));
    show(Pair(1, One { a: 2 }));
    show(Triple(1, 2, 3));
    show(Fourth(1, 2, 3, 4));
    show(Fifth(1, 2, 3, 4, Single(5)));
    let pairs = [(1, 2), (3, 4)];
    show(Listed(&pairs, 0));
    show(Listed(&pairs, 1));
    show(Listed(&pairs, 2));
}
