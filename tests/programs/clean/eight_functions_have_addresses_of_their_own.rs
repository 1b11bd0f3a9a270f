// SPDX-License-Identifier: MIT
// Eight functions go through integers, and each address calls the function that it came from.
//~ options: --provenance=permissive

fn zero() -> u8 {
    10
}
fn one() -> u8 {
    11
}
fn two() -> u8 {
    12
}
fn three() -> u8 {
    13
}
fn four() -> u8 {
    14
}
fn five() -> u8 {
    15
}
fn six() -> u8 {
    16
}
fn seven() -> u8 {
    17
}

type Function = fn() -> u8;

fn main() {
    let functions: [Function; 8] = [zero, one, two, three, four, five, six, seven];
    let mut addresses = [0_usize; 8];
    let mut index = 0;
    while index < 8 {
        addresses[index] = functions[index] as *const () as usize;
        index += 1;
    }
    index = 0;
    while index < 8 {
        let pointer = addresses[index] as *const ();
        let function: Function = unsafe { std::mem::transmute(pointer) };
        assert_eq!(function() as usize, 10 + index);
        assert!(index == 0 || addresses[index] != addresses[index - 1]);
        index += 1;
    }
}
