// SPDX-License-Identifier: MIT
// No native code: every operator and every kind of number cast, at values where signs, widths
// and saturation matter.

fn integers(a: i32, b: i32, u: u32) {
    assert_eq!(a + b, -4);
    assert_eq!(a - b, -10);
    assert_eq!(a * b, -21);
    assert_eq!(a / b, -2);
    assert_eq!(a % b, -1);
    assert_eq!(-a, 7);
    assert_eq!(!a, 6);
    assert_eq!(a & 0xff, 0xf9);
    assert_eq!(a | 4, -3);
    assert_eq!(a ^ b, -6);
    assert_eq!(a << 28, -0x7000_0000);
    assert_eq!(a >> 1, -4);
    assert_eq!(u >> 28, 0xf);
    assert_eq!(u << 27, 0x8000_0000);
    assert_eq!(u / 2, 0x7fff_fff8);
    assert!(a < b && b > a && a <= b && b >= a && a != b);
    assert!(u > 1);
}

fn integer_casts(byte: i8, word: u64) {
    assert_eq!(byte as u8, 200);
    assert_eq!(byte as u16, 0xffc8);
    assert_eq!(byte as i64, -56);
    assert_eq!(byte as u64, 0xffff_ffff_ffff_ffc8);
    assert_eq!(byte as u8 as i64, 200);
    assert_eq!(word as u8, 0xef);
    assert_eq!(word as i8, -17);
    assert_eq!(word as i16, -0x3211);
    assert_eq!(word as i32, -0x7654_3211);
    assert_eq!(word as isize as u32, 0x89ab_cdef);
    assert_eq!(true as u8 + false as u8, 1);
    assert_eq!('A' as u32 as u8, 65);
    assert_eq!(97_u8 as char, 'a');
}

fn floats(x: f64, y: f32) {
    assert_eq!(x + 0.25, -2.5);
    assert_eq!(x * 2.0, -5.5);
    assert_eq!(x / 0.5, -5.5);
    assert_eq!(x % 2.0, -0.75);
    assert_eq!(-x, 2.75);
    assert_eq!(x as i32, -2);
    assert_eq!(x as u8, 0);
    assert_eq!(x as f32, -2.75);
    assert_eq!(y as f64, 300.5);
    assert_eq!(y as u8, 255);
    assert_eq!(y as i8, 127);
    assert_eq!(y as u16, 300);
    assert_eq!((y - y) / (y - y) < 1.0, false);
    assert_eq!(((y - y) / (y - y)) as i32, 0);
    assert_eq!((1.0 / (x - x)) as i64, 0x7fff_ffff_ffff_ffff);
    assert_eq!(16777217_i32 as f32, 16777216.0);
    assert_eq!(18446744073709551615_u64 as f64, 18446744073709551616.0);
    assert_eq!(-1_i64 as f64, -1.0);
}

fn main() {
    integers(-7, 3, 0xffff_fff0);
    integer_casts(-56, 0x0123_4567_89ab_cdef);
    floats(-2.75, 300.5);
}
