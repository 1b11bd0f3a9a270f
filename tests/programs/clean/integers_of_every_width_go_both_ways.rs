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

fn main() {
    unsafe {
        assert_eq!(flip_i8(-128), 127);
        assert_eq!(flip_i8(127), -128);
        assert_eq!(flip_i8(0), -1);
        assert_eq!(flip_i8(-1), 0);
        assert_eq!(flip_i8(1), -2);
        assert_eq!(flip_i16(-32768), 32767);
        assert_eq!(flip_i16(32767), -32768);
        assert_eq!(flip_i16(0), -1);
        assert_eq!(flip_i16(-1), 0);
        assert_eq!(flip_i16(1), -2);
        assert_eq!(flip_i32(-2147483648), 2147483647);
        assert_eq!(flip_i32(2147483647), -2147483648);
        assert_eq!(flip_i32(0), -1);
        assert_eq!(flip_i32(-1), 0);
        assert_eq!(flip_i32(1), -2);
        assert_eq!(flip_i64(-9223372036854775808), 9223372036854775807);
        assert_eq!(flip_i64(9223372036854775807), -9223372036854775808);
        assert_eq!(flip_i64(0), -1);
        assert_eq!(flip_i64(-1), 0);
        assert_eq!(flip_i64(1), -2);
        assert_eq!(flip_u8(0), 255);
        assert_eq!(flip_u8(255), 0);
        assert_eq!(flip_u8(1), 254);
        assert_eq!(flip_u8(128), 127);
        assert_eq!(flip_u16(0), 65535);
        assert_eq!(flip_u16(65535), 0);
        assert_eq!(flip_u16(1), 65534);
        assert_eq!(flip_u16(32768), 32767);
        assert_eq!(flip_u32(0), 4294967295);
        assert_eq!(flip_u32(4294967295), 0);
        assert_eq!(flip_u32(1), 4294967294);
        assert_eq!(flip_u32(2147483648), 2147483647);
        assert_eq!(flip_u64(0), 18446744073709551615);
        assert_eq!(flip_u64(18446744073709551615), 0);
        assert_eq!(flip_u64(1), 18446744073709551614);
        assert_eq!(flip_u64(9223372036854775808), 9223372036854775807);
        assert_eq!(flip_isize(-9223372036854775808), 9223372036854775807);
        assert_eq!(flip_isize(9223372036854775807), -9223372036854775808);
        assert_eq!(flip_isize(0), -1);
        assert_eq!(flip_isize(-1), 0);
        assert_eq!(flip_isize(1), -2);
        assert_eq!(flip_usize(0), 18446744073709551615);
        assert_eq!(flip_usize(18446744073709551615), 0);
        assert_eq!(flip_usize(1), 18446744073709551614);
        assert_eq!(flip_usize(9223372036854775808), 9223372036854775807);
    }
}
