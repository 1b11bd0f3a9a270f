// SPDX-License-Identifier: MIT
//
// Ranges of all kinds, and pairs of bounds, as a function takes them that asks for their bounds.

use std::collections::BTreeMap;
use std::ops::{Bound, RangeBounds};

struct Limits {
    low: Bound<i32>,
    high: std::ops::Bound<u8>,
}

fn show<R: RangeBounds<i32>>(range: R) {
    match range.start_bound() {
        Bound::Included(start) => print!("from {start}"),
        Bound::Excluded(start) => print!("after {start}"),
        Bound::Unbounded => print!("from anywhere"),
    }
    let end: Bound<&i32> = range.end_bound();
    println!(" {end:?} {} {}", range.contains(&3), range.contains(&5));
}

fn main() {
    show(1..5);
    show(1..=5);
    show(4..);
    show(..5);
    show(..=3);
    show(..);
    show((Bound::Excluded(3), Bound::Unbounded));
    let limits = Limits { low: Bound::Included(3), high: Bound::Unbounded };
    println!("{:?} {:?} {}", limits.low, limits.high, limits.low == Bound::Excluded(3));
    println!("{:?} {:?}", limits.low.as_ref().cloned(), limits.low.map(|n| n as f32 + 0.5));
    println!("{:?} {:?}", limits.high.clone().map(u32::from), Bound::Excluded("a").clone());
    println!("{:?} {:?} {:?} {:?} {:?}", 2..3, 2..=3, 2.., ..3, ..=3);
    println!("{:?} {}", .., size_of::<Bound<u8>>());
    println!("{} {}", (0.0..1.0).contains(&0.5), (0.0..1.0).contains(&1.0));
    println!("{} {}", (1..=4).contains(&4), ('a'..='z').contains(&'Q'));
    println!("{} {} {}", (1..).contains(&0), (..5u8).contains(&5), (..=5u8).contains(&5));
    println!("{} {} {}", (5..5).is_empty(), (3..=2).is_empty(), (3..=3).is_empty());
    let range = 2..=7;
    println!("{} {} {:?}", range.start(), range.end(), std::ops::RangeInclusive::new(1, 2));
    let squares: BTreeMap<i32, i32> = (1..6).map(|n| (n, n * n)).collect();
    println!("{:?}", squares.range((Bound::Excluded(2), Bound::Included(4))).collect::<Vec<_>>());
}
