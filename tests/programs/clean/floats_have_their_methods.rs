// SPDX-License-Identifier: MIT
// Methods of floats that are exact: their bits, signs, rounding, roots and classes.

fn same(left: f64, right: f64) {
    assert_eq!(left.to_bits(), right.to_bits());
}

fn narrow(left: f32, right: f32) {
    assert_eq!(left.to_bits(), right.to_bits());
}

fn wide() {
    same((-2.5f64).abs(), 2.5);
    same(2.25f64.sqrt(), 1.5);
    same((-2.5f64).floor() + 2.5f64.ceil(), 0.0);
    same((-2.5f64).round(), -3.0);
    same(2.5f64.round_ties_even(), 2.0);
    same((-2.7f64).trunc(), -2.0);
    same((-2.75f64).fract(), -0.75);
    same(3.0f64.mul_add(4.0, 0.5), 12.5);
    same(1.5f64.min(f64::NAN) + (-1.0f64).max(2.0), 3.5);
    same(f64::from_bits(0x4008_0000_0000_0000), 3.0);
    same(3.0f64.copysign(-0.0), -3.0);
    same((-3.0f64).signum() + 4.0f64.recip(), -0.75);
    same(5.0f64.clamp(0.0, 2.0), 2.0);
    assert!(f64::NAN.is_nan() && f64::INFINITY.is_infinite() && 1.0f64.is_finite());
    assert!((-0.0f64).is_sign_negative() && 0.0f64.is_sign_positive());
    assert!(1.0f64.is_normal() && !1e-310f64.is_normal());
    let bytes = 1.0f64.to_le_bytes();
    same(f64::from_le_bytes(bytes), 1.0);
    same(f64::from_ne_bytes(2.0f64.to_ne_bytes()), 2.0);
    same(f64::from_be_bytes(4.0f64.to_be_bytes()), 4.0);
}

fn single() {
    narrow((-2.5f32).abs() + 2.25f32.sqrt(), 4.0);
    narrow((-2.5f32).floor() + 2.5f32.ceil(), 0.0);
    narrow((-2.5f32).round() + 2.5f32.round_ties_even(), -1.0);
    narrow((-2.7f32).trunc() + 0.5f32.fract(), -1.5);
    narrow(16777216.0f32.mul_add(1.0, 1.0), 16777216.0);
    narrow(1.5f32.min(f32::NAN) + (-1.0f32).max(2.0), 3.5);
    narrow(f32::from_bits(0x4040_0000).copysign(-1.0), -3.0);
    narrow((-3.0f32).signum() + 4.0f32.recip(), -0.75);
    narrow(5.0f32.clamp(0.0, 2.0), 2.0);
    assert!(f32::NAN.is_nan() && f32::NEG_INFINITY.is_infinite() && 1.0f32.is_finite());
    assert!((-0.0f32).is_sign_negative() && 0.0f32.is_sign_positive());
    narrow(f32::from_be_bytes(1.5f32.to_be_bytes()), 1.5);
    narrow(f32::from_le_bytes(2.5f32.to_le_bytes()), 2.5);
    narrow(f32::from_ne_bytes(3.5f32.to_ne_bytes()), 3.5);
    assert!(1.0f32.is_normal());
}

fn main() {
    wide();
    single();
}
