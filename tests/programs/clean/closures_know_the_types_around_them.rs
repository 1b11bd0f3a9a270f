// Closures in generic functions, closures that are returned, and closures behind references.
use std::ops::{Add, Mul};

fn scaled<T: Copy + Mul<Output = T>>(value: T, factor: T) -> T {
    let scale = |x: T| x * factor;
    scale(value)
}

fn adder(n: i32) -> impl Fn(i32) -> i32 {
    move |x| x + n
}

fn twice<T, F: Fn(T) -> T>(function: F, value: T) -> T {
    function(function(value))
}

fn by_reference<F: Fn(u32) -> u32>(function: &F) -> u32 {
    twice(function, 3)
}

fn fold<T, A>(values: &[T], start: A, mut step: impl FnMut(A, &T) -> A) -> A {
    let mut result = start;
    let mut i = 0;
    while i < values.len() {
        result = step(result, &values[i]);
        i += 1;
    }
    result
}

fn total<T: Copy + Add<Output = T>>(values: &[T], zero: T) -> T {
    fold(values, zero, |sum, value| sum + *value)
}

fn identity<T>(value: T) -> T {
    value
}

fn increment(value: u32) -> u32 {
    value + 1
}

fn pick(is_identity: bool) -> fn(u32) -> u32 {
    if is_identity {
        identity::<u32>
    } else {
        increment
    }
}

fn main() {
    assert!(scaled(3i32, 4) == 12 && scaled(1.5f64, 2.0) == 3.0);
    let add = adder(2);
    assert!(add(add(1)) == 5 && twice(adder(10), 0) == 20);
    assert!(by_reference(&|x| x * 2) == 12);
    let mut calls = 0;
    let sum = fold(&[1u32, 2, 3], 0u64, |sum, value| {
        calls += 1;
        sum + *value as u64
    });
    assert!(sum == 6 && calls == 3);
    assert!(total(&[1u8, 2, 3], 0) == 6 && total(&[0.5f32, 0.25], 0.0) == 0.75);
    assert!(pick(true)(4) + pick(false)(4) == 9);
    let functions: [fn(u32) -> u32; 2] = [increment, |x| x * 10];
    assert!(twice(functions[1], functions[0](1)) == 200);
}
