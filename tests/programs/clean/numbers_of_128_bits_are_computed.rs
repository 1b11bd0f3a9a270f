// SPDX-License-Identifier: MIT
// u128 and i128: arithmetic, comparison, shifts, casts, and in memory.
static LIMITS: [(i128, u128); 2] = [(i128::MIN, u128::MAX), (-1, 1 << 127)];

#[derive(Clone, Copy)]
struct Big {
    low: u8,
    value: Option<u128>,
    sign: i128,
}

fn show(value: u128) {
    println!("{} {}", (value >> 64) as u64, value as u64);
}

fn factorial(n: u128) -> u128 {
    if n < 2 {
        1
    } else {
        n * factorial(n - 1)
    }
}

fn main() {
    show(factorial(30));
    show(factorial(34) / factorial(32) % 1000);
    show(LIMITS[0].1 - LIMITS[1].1);
    show((LIMITS[0].0 ^ LIMITS[1].0) as u128);
    show((LIMITS[1].0 >> 100) as u128);
    show(((-7i128) / 2) as u128);
    show(((-7i128) % 4) as u128);
    show((LIMITS[0].0 < LIMITS[1].0) as u128);
    show((1u128 << 90 | 5) & !4);
    let big = Big { low: 3, value: Some(factorial(25)), sign: -(1 << 70) };
    let copy = big;
    if let Some(value) = copy.value {
        show(value + copy.low as u128);
    }
    show((copy.sign as f64) as i128 as u128);
    show((copy.sign as i64) as u128);
    show((u64::MAX as u128) * (u64::MAX as u128));
}
