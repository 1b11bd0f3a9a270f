// SPDX-License-Identifier: MIT
// No native code: every operator and every kind of number cast, at values where signs, widths
// and saturation matter.

fn is_f32(value: f32, expected: f32) {
    assert_eq!(value, expected);
}

fn is_f64(value: f64, expected: f64) {
    assert_eq!(value, expected);
}

fn is_i16(value: i16, expected: i16) {
    assert_eq!(value, expected);
}

fn is_i32(value: i32, expected: i32) {
    assert_eq!(value, expected);
}

fn is_i64(value: i64, expected: i64) {
    assert_eq!(value, expected);
}

fn is_i8(value: i8, expected: i8) {
    assert_eq!(value, expected);
}

fn is_u16(value: u16, expected: u16) {
    assert_eq!(value, expected);
}

fn is_u32(value: u32, expected: u32) {
    assert_eq!(value, expected);
}

fn is_u64(value: u64, expected: u64) {
    assert_eq!(value, expected);
}

fn is_u8(value: u8, expected: u8) {
    assert_eq!(value, expected);
}

fn integers(a: i32, b: i32, u: u32) {
    is_i32(a + b, -4);
    is_i32(a - b, -10);
    is_i32(a * b, -21);
    is_i32(a / b, -2);
    is_i32(a % b, -1);
    is_i32(-a, 7);
    is_i32(!a, 6);
    is_i32(a & 0xff, 0xf9);
    is_i32(a | 4, -3);
    is_i32(a ^ b, -6);
    is_i32(a << 28, -0x7000_0000);
    is_i32(a >> 1, -4);
    is_u32(u >> 28, 0xf);
    is_u32(u << 27, 0x8000_0000);
    is_u32(u / 2, 0x7fff_fff8);
    assert!(a < b && b > a && a <= b && b >= a && a != b);
    assert!(u > 1);
}

fn integer_casts(byte: i8, word: u64) {
    is_u8(byte as u8, 200);
    is_u16(byte as u16, 0xffc8);
    is_i64(byte as i64, -56);
    is_u64(byte as u64, 0xffff_ffff_ffff_ffc8);
    is_i64(byte as u8 as i64, 200);
    is_u8(word as u8, 0xef);
    is_i8(word as i8, -17);
    is_i16(word as i16, -0x3211);
    is_i32(word as i32, -0x7654_3211);
    is_u32(word as isize as u32, 0x89ab_cdef);
    is_u8(true as u8 + false as u8, 1);
    is_u8('A' as u32 as u8, 65);
    assert_eq!(97_u8 as char, 'a');
}

fn floats(x: f64, y: f32) {
    is_f64(x + 0.25, -2.5);
    is_f64(x * 2.0, -5.5);
    is_f64(x / 0.5, -5.5);
    is_f64(x % 2.0, -0.75);
    is_f64(-x, 2.75);
    is_i32(x as i32, -2);
    is_u8(x as u8, 0);
    is_f32(x as f32, -2.75);
    is_f64(y as f64, 300.5);
    is_u8(y as u8, 255);
    is_i8(y as i8, 127);
    is_u16(y as u16, 300);
    assert_eq!((y - y) / (y - y) < 1.0, false);
    is_i32(((y - y) / (y - y)) as i32, 0);
    is_i64((1.0 / (x - x)) as i64, 0x7fff_ffff_ffff_ffff);
    is_f32(16777217_i32 as f32, 16777216.0);
    is_f64(18446744073709551615_u64 as f64, 18446744073709551616.0);
    is_f64(-1_i64 as f64, -1.0);
}

fn main() {
    integers(-7, 3, 0xffff_fff0);
    integer_casts(-56, 0x0123_4567_89ab_cdef);
    floats(-2.75, 300.5);
}
