// SPDX-License-Identifier: MIT
// repr(transparent) around a repr(C) struct, twice, goes to C and comes back as the struct itself.
use std::marker::PhantomData;

#[repr(C)]
struct Point {
    x: i32,
    y: f64,
}

#[repr(transparent)]
struct Wrapped(Point, ());

#[repr(transparent)]
struct Marked {
    _unit: PhantomData<u64>,
    inner: Wrapped,
}

extern "C" {
    fn make_point(x: i32) -> Wrapped;
    fn add_parts(point: Marked) -> f64;
}

fn main() {
    let wrapped = unsafe { make_point(4) };
    assert!(wrapped.0.x == 4);
    let sum = unsafe { add_parts(Marked { _unit: PhantomData, inner: wrapped }) };
    assert!(sum == 14.0);
}
