// SPDX-License-Identifier: MIT
// A pointer is cast to an integer, moved there and back, and used again: for data and for a
// function.
//~ options: --provenance=permissive

fn triple(value: i32) -> i32 {
    value * 3
}

fn there_and_back(address: usize) -> usize {
    let moved = address + 29;
    moved - 29
}

fn main() {
    let number = 5;
    let pointer = there_and_back(&raw const number as usize) as *const i32;
    let reference = unsafe { &*pointer };
    assert!(&raw const *reference == &raw const number);
    assert_eq!(*reference, 5);

    let address = there_and_back(triple as fn(i32) -> i32 as usize);
    let function: fn(i32) -> i32 = unsafe { std::mem::transmute(address as *const ()) };
    assert_eq!(function(*reference), 15);
}
