// SPDX-License-Identifier: MIT
//
// What is constant inside of a function whose parameter is an `impl Trait` is named by that type.

use std::fmt::Display;

fn sum(order: impl Fn(u32) -> u32) -> u32 {
    let limits: &'static [u32; 2] = &[3, 4];
    assert_eq!(order(limits[0]).checked_add(1), Some(7));
    order(limits[1])
}

fn width(value: impl Display) -> usize {
    let extra: &'static [usize; 2] = &[1, 2];
    extra[0] + format!("{value}").len() + extra[1]
}

fn main() {
    println!("{}", sum(|value| value * 2));
    println!("{} {}", width(5), width("five"));
}
