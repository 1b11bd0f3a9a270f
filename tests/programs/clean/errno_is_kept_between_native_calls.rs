// SPDX-License-Identifier: MIT
// errno belongs to the program: what a C function left there is found by the next, whatever the
// interpreter did in between, and what Rust's side of a call needed is not seen.

extern "C" {
    fn fail_with(code: i32) -> i32;
    fn last_error() -> i32;
    fn root(value: f64) -> f64;
}

fn worked() -> usize {
    let mut words = Vec::new();
    let mut count = 0;
    while count < 200 {
        words.push(Box::new(count));
        count += 1;
    }
    words.len()
}

fn main() {
    unsafe {
        assert_eq!(last_error(), 0);
        assert_eq!(fail_with(5), -1);
        assert_eq!(worked(), 200);
        assert_eq!(last_error(), 5);
        assert_eq!(root(16.0), 4.0);
        assert_eq!(last_error(), 5);
        assert_eq!(fail_with(0), -1);
        assert_eq!(last_error(), 0);
    }
}
