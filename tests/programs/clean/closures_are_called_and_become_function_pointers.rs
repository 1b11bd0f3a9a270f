// SPDX-License-Identifier: MIT
// Closures that capture by reference, by mutable reference and by value; called directly, through
// generic functions and as function pointers, which a closure without captures can become.

struct Wrapped(i32);

fn apply<F: Fn(i32) -> i32>(function: F, value: i32) -> i32 {
    function(value)
}

fn apply_opaque(function: impl Fn(i32) -> i32, value: i32) -> i32 {
    function(value) + 1
}

fn apply_twice<F: FnMut(i32)>(mut function: F) {
    function(1);
    function(2);
}

fn apply_once<F: FnOnce() -> i32>(function: F) -> i32 {
    function()
}

fn negated(value: i32) -> i32 {
    -value
}

fn check(condition: bool) {
    assert!(condition);
}

fn main() {
    let offset = 10;
    let factor = 3;
    let shifted = |value: i32| value * factor + offset;
    check(shifted(1) == 13);
    check(apply(shifted, 2) == 16);
    check(apply_opaque(|value| value + offset, 5) == 16);

    let mut sum = 0;
    apply_twice(|value| sum += value);
    check(sum == 3);

    let wrapped = Wrapped(4);
    check(apply_once(move || wrapped.0) == 4);
    check(apply_once(|| offset) == 10);

    let tripled: fn(i32) -> i32 = |value| value * 3;
    check(tripled(3) == 9);
    check(apply(tripled, 4) == 12);
    check(apply(negated, 4) == -4);
    let product = |left: u8, right: u64, flag: bool| if flag { left as u64 * right } else { 0 };
    check(product(2, 1 << 40, true) == 1 << 41);
}
