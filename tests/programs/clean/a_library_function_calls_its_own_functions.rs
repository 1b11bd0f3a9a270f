// SPDX-License-Identifier: MIT
// What a library calls inside itself, exported, hidden or static, is its own affair.

extern "C" {
    fn power(base: i64, exponent: u32) -> i64;
    fn square(value: i64) -> i64;
    fn fibonacci(n: u32) -> u64;
}

fn main() {
    unsafe {
        assert_eq!(square(-12), 144);
        assert_eq!(power(-3, 5), -243);
        assert_eq!(power(2, 40), 1_099_511_627_776);
        assert_eq!(fibonacci(20), 6765);
    }
}
