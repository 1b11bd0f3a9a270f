// SPDX-License-Identifier: MIT
// A function's address as an integer becomes the function again, long after and many times.

fn double(value: i64) -> i64 {
    value * 2
}

fn revive(address: usize) -> fn(i64) -> i64 {
    let pointer = address as *const ();
    unsafe { std::mem::transmute::<*const (), fn(i64) -> i64>(pointer) }
}

fn main() {
    let address = double as fn(i64) -> i64 as usize;
    let mut value = 3;
    let mut rounds = 0;
    while rounds < 4 {
        let scratch = Box::new(value);
        value = revive(address)(*scratch);
        rounds += 1;
    }
    assert_eq!(value, 48);
}
