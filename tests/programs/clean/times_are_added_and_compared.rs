// SPDX-License-Identifier: MIT
//
// Duration and Instant: arithmetic and order.

use std::cmp::Ordering;
use std::time::{Duration, Instant};

fn main() {
    let (short, long) = (Duration::from_millis(250), Duration::from_secs(3));
    println!("{} {}", short.is_zero(), Duration::default().is_zero());
    println!("{:?} {:?}", long - short, long / 4);
    println!("{} {:?} {:?}", short == short.clone(), short.cmp(&long), long.max(short));
    let mut sum = short;
    sum += long;
    println!("{sum:?}");

    let start = Instant::now();
    let mut later = start + short;
    later += short;
    later = later - short;
    println!("{} {} {:?}", start == start.clone(), start < later, later - start);
    println!("{}", later.cmp(&start) == Ordering::Greater);
}
