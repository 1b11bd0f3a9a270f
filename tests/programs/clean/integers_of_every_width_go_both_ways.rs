// SPDX-License-Identifier: MIT
// Every integer width, signed and unsigned, at its edge values. C returns the complement of
// each argument, so that both directions must carry every bit.

extern "C" {
    fn flip_i8(value: i8) -> i8;
    fn flip_i16(value: i16) -> i16;
    fn flip_i32(value: i32) -> i32;
    fn flip_i64(value: i64) -> i64;
    fn flip_u8(value: u8) -> u8;
    fn flip_u16(value: u16) -> u16;
    fn flip_u32(value: u32) -> u32;
    fn flip_u64(value: u64) -> u64;
    fn flip_isize(value: isize) -> isize;
    fn flip_usize(value: usize) -> usize;
}

fn expect_i8(value: i8, flipped: i8) {
    assert_eq!(unsafe { flip_i8(value) }, flipped);
}

fn expect_i16(value: i16, flipped: i16) {
    assert_eq!(unsafe { flip_i16(value) }, flipped);
}

fn expect_i32(value: i32, flipped: i32) {
    assert_eq!(unsafe { flip_i32(value) }, flipped);
}

fn expect_i64(value: i64, flipped: i64) {
    assert_eq!(unsafe { flip_i64(value) }, flipped);
}

fn expect_u8(value: u8, flipped: u8) {
    assert_eq!(unsafe { flip_u8(value) }, flipped);
}

fn expect_u16(value: u16, flipped: u16) {
    assert_eq!(unsafe { flip_u16(value) }, flipped);
}

fn expect_u32(value: u32, flipped: u32) {
    assert_eq!(unsafe { flip_u32(value) }, flipped);
}

fn expect_u64(value: u64, flipped: u64) {
    assert_eq!(unsafe { flip_u64(value) }, flipped);
}

fn expect_isize(value: isize, flipped: isize) {
    assert_eq!(unsafe { flip_isize(value) }, flipped);
}

fn expect_usize(value: usize, flipped: usize) {
    assert_eq!(unsafe { flip_usize(value) }, flipped);
}

fn main() {
    expect_i8(-128, 127);
    expect_i8(127, -128);
    expect_i8(0, -1);
    expect_i8(-1, 0);
    expect_i8(1, -2);
    expect_i16(-32768, 32767);
    expect_i16(32767, -32768);
    expect_i16(0, -1);
    expect_i16(-1, 0);
    expect_i16(1, -2);
    expect_i32(-2147483648, 2147483647);
    expect_i32(2147483647, -2147483648);
    expect_i32(0, -1);
    expect_i32(-1, 0);
    expect_i32(1, -2);
    expect_i64(-9223372036854775808, 9223372036854775807);
    expect_i64(9223372036854775807, -9223372036854775808);
    expect_i64(0, -1);
    expect_i64(-1, 0);
    expect_i64(1, -2);
    expect_u8(0, 255);
    expect_u8(255, 0);
    expect_u8(1, 254);
    expect_u8(128, 127);
    expect_u16(0, 65535);
    expect_u16(65535, 0);
    expect_u16(1, 65534);
    expect_u16(32768, 32767);
    expect_u32(0, 4294967295);
    expect_u32(4294967295, 0);
    expect_u32(1, 4294967294);
    expect_u32(2147483648, 2147483647);
    expect_u64(0, 18446744073709551615);
    expect_u64(18446744073709551615, 0);
    expect_u64(1, 18446744073709551614);
    expect_u64(9223372036854775808, 9223372036854775807);
    expect_isize(-9223372036854775808, 9223372036854775807);
    expect_isize(9223372036854775807, -9223372036854775808);
    expect_isize(0, -1);
    expect_isize(-1, 0);
    expect_isize(1, -2);
    expect_usize(0, 18446744073709551615);
    expect_usize(18446744073709551615, 0);
    expect_usize(1, 18446744073709551614);
    expect_usize(9223372036854775808, 9223372036854775807);
}
