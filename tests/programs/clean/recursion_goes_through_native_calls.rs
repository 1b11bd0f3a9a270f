// SPDX-License-Identifier: MIT
// Every level of a recursion makes a native call, and hands C the address of a local of its
// own.

extern "C" {
    fn multiply(left: u64, right: u64) -> u64;
    fn add_to(total: *mut u64, value: u64);
}

fn factorial(n: u64) -> u64 {
    if n == 0 {
        return 1;
    }
    unsafe { multiply(n, factorial(n - 1)) }
}

fn triangle(n: u64) -> u64 {
    let mut total = if n == 0 { 0 } else { triangle(n - 1) };
    unsafe { add_to(&mut total, n) };
    total
}

fn main() {
    assert_eq!(factorial(0), 1);
    assert_eq!(factorial(20), 2_432_902_008_176_640_000);
    assert_eq!(triangle(100), 5050);
}
