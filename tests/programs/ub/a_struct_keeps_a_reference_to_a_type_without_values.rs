// The reference is made by a transmute, inside of a struct.
use std::convert::Infallible;

#[derive(Clone, Copy)]
struct Keeper {
    _number: u64,
    _flag: [u8; 9],
    _proof: &'static Infallible,
}

fn main() {
    let parts = [8usize; 4];
    let keeper: Keeper = unsafe { std::mem::transmute(parts) }; //~ ub: encountered a reference to a type that has no values
    let _copy = keeper;
}
