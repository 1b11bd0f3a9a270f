// SPDX-License-Identifier: MIT
// The pointer was cast to a type with fewer parameters.

fn sum(left: i32, right: i32) -> i32 {
    left + right
}

fn main() {
    let pair = sum as fn(i32, i32) -> i32;
    let one = unsafe { std::mem::transmute::<fn(i32, i32) -> i32, fn(i32) -> i32>(pair) };
    assert_eq!(one(1), 1); //~ ub: through a pointer of another type
}
