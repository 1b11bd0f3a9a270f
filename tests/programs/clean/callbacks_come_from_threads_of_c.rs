// SPDX-License-Identifier: MIT
//
// C shares out work to threads of its own, each of which calls the program and is called by it.
//~ options: --foreign-threads=serialise

extern "C" {
    fn add_up(first: i32, last: i32, weigh: extern "C" fn(i32) -> i32) -> i32;
    fn halve(number: i32) -> i32;
}

static mut CALLS: i32 = 0;

extern "C" fn weigh(number: i32) -> i32 {
    unsafe {
        CALLS += 1;
        halve(number)
    }
}

fn main() {
    let sum = unsafe { add_up(1, 40, weigh) };
    assert!(sum == 400);
    assert!(unsafe { CALLS } == 40);
}
