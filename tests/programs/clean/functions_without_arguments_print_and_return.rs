// SPDX-License-Identifier: MIT
// Functions that are given nothing: one prints, the others return a number that needs its sign or
// the lack of one. Integers of two widths then meet in one call. Nothing is shared, so nothing warns.

extern "C" {
    fn greet();
    fn count_down_from_zero() -> u32;
    fn lowest() -> i16;
    fn shift(by: i16, from: i64) -> i64;
    fn half_more(value: f32) -> f32;
}

fn main() {
    unsafe {
        greet();
        assert_eq!(count_down_from_zero(), -25_i32 as u32);
        assert_eq!(lowest(), -32768);
        assert_eq!(shift(-7, 9_876_543_210), 9_876_543_203);
        assert_eq!(half_more(-3.0), -4.5);
    }
}
