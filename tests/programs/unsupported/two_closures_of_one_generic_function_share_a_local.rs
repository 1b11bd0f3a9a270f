// The text calls the types of both closures the same, and one local has both.
use std::ops::Add;

fn adder<T: Copy + Add<Output = T>>(by: T) -> impl Fn(T) -> T {
    move |x| x + by
}

fn main() {
    let bytes = adder(1u8); //~ unsupported: of a generic function, outside of it
    let floats = adder(0.5f64);
    let both = (bytes, floats);
    assert!(both.0(1) == 2 && both.1(1.0) == 1.5);
}
