// SPDX-License-Identifier: MIT
//
// Debug implemented by the program, by hand or with the builders, alone and inside of what derives
// it.

use std::fmt;

struct Point {
    x: i32,
    y: i32,
}

impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Point").field("x", &self.x).field("sum", &(self.x + self.y)).finish()
    }
}

struct Pair(Point, &'static str);

impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pair").field(&self.0).field(&self.1).finish()
    }
}

struct Stack {
    points: Vec<Point>,
}

impl fmt::Debug for Stack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.points.iter()).finish()
    }
}

struct Lines;

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one\ntwo")
    }
}

struct Empty;

impl fmt::Debug for Empty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Empty").finish()
    }
}

#[derive(Debug)]
struct Scene<'a> {
    _pair: Pair,
    _points: [Option<Point>; 2],
    _lines: &'a Lines,
    _empty: (Empty, i32),
}

fn main() {
    let pair = Pair(Point { x: 1, y: 2 }, "first");
    println!("{pair:?}");
    println!("{pair:#?}");
    let stack = Stack { points: vec![Point { x: 5, y: 5 }, Point { x: 6, y: 0 }] };
    println!("{stack:?} {:?}", Stack { points: Vec::new() });
    println!("{stack:#?}");
    let scene = Scene {
        _pair: pair,
        _points: [None, Some(Point { x: 0, y: 9 })],
        _lines: &Lines,
        _empty: (Empty, 4),
    };
    println!("{scene:?}");
    println!("{scene:#?}");
    let failed: Result<Point, Box<dyn fmt::Debug>> = Err(Box::new(Point { x: 8, y: 8 }));
    println!("{failed:?}");
}
