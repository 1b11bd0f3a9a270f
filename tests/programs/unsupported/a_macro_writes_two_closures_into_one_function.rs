// Both closures stand at one place, which is all that the text says of their types.
macro_rules! adder {
    ($by:expr) => {
        |x: i32| x + $by
    };
}

fn main() {
    let one = adder!(1);
    let two = adder!(2);
    assert!(one(two(3)) == 6); //~ unsupported: calling `{closure@
}
