// SPDX-License-Identifier: MIT
// A narrow result leaves garbage in the upper half of its register, and a narrow argument is
// read at full width: both sides must see exactly the declared width, with its sign.

extern "C" {
    fn low_i8(word: u64) -> i8;
    fn low_u8(word: u64) -> u8;
    fn low_i16(word: u64) -> i16;
    fn low_u16(word: u64) -> u16;
    fn low_i32(word: u64) -> i32;
    fn low_u32(word: u64) -> u32;
    fn is_odd(word: u64) -> bool;
    fn widen_i8(value: i8) -> i64;
    fn widen_u8(value: u8) -> i64;
    fn widen_i16(value: i16) -> i64;
    fn widen_u16(value: u16) -> i64;
    fn widen_bool(value: bool) -> i64;
}

fn is(value: i64, expected: i64) {
    assert_eq!(value, expected);
}

fn main() {
    unsafe {
        is(low_i8(0x1234_5678_9abc_def0) as i64, -16);
        is(low_u8(0x1234_5678_9abc_def0) as i64, 0xf0);
        is(low_i16(0x1234_5678_9abc_def0) as i64, -0x2110);
        is(low_u16(0x1234_5678_9abc_def0) as i64, 0xdef0);
        is(low_i32(0x1234_5678_9abc_def0) as i64, -0x6543_2110);
        is(low_u32(0x1234_5678_9abc_def0) as i64, 0x9abc_def0);
        is(low_i8(0xffff_ffff_ffff_ff7f) as i64, 0x7f);
        is(low_i16(0xffff_ffff_ffff_0080) as i64, 0x80);
        assert_eq!(is_odd(0xffff_ffff_ffff_ff00), false);
        assert_eq!(is_odd(0xffff_ffff_ffff_ff01), true);

        is(widen_i8(-128), -128);
        is(widen_u8(128), 128);
        is(widen_i16(-2), -2);
        is(widen_u16(65534), 65534);
        is(widen_bool(true), 1);
    }
}
