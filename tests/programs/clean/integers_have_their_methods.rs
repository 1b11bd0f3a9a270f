// SPDX-License-Identifier: MIT
// Methods of integers: wrapping, checked, saturating, overflowing; bits, bytes, powers.

fn same(left: i128, right: i128) {
    assert_eq!(left, right);
}

fn wrapping() {
    same(200u8.wrapping_add(100) as i128, 44);
    same((-100i8).wrapping_sub(100) as i128, 56);
    same(0x10001u32.wrapping_mul(0x10001) as i128, 0x20001);
    same(i16::MIN.wrapping_neg() as i128, i16::MIN as i128);
    same(1u8.wrapping_shl(9) as i128, 2);
    same((-8i32).wrapping_shr(33) as i128, -4);
    same(i64::MIN.wrapping_abs() as i128, i64::MIN as i128);
    same(i8::MIN.wrapping_div(-1) as i128, -128);
    same(i8::MIN.wrapping_rem(-1) as i128, 0);
    same(3u8.wrapping_pow(6) as i128, 217);
}

fn checked() {
    same(200u8.checked_add(55).unwrap() as i128, 255);
    assert!(200u8.checked_add(56).is_none());
    same(5u16.checked_sub(5).unwrap() as i128, 0);
    assert!(5u16.checked_sub(6).is_none() && i64::MIN.checked_mul(-1).is_none());
    same((-7i64).checked_mul(6).unwrap() as i128, -42);
    same(7i32.checked_div(-2).unwrap() as i128, -3);
    assert!(7i32.checked_div(0).is_none() && i32::MIN.checked_div(-1).is_none());
    same(7i32.checked_rem(-2).unwrap() as i128, 1);
    assert!(7i32.checked_rem(0).is_none());
    assert!(i8::MIN.checked_neg().is_none() && 1u8.checked_neg().is_none());
    same(2u32.checked_pow(31).unwrap() as i128, 1 << 31);
    assert!(2u32.checked_pow(32).is_none());
    same(1u32.checked_shl(31).unwrap() as i128, 1 << 31);
    assert!(1u32.checked_shl(32).is_none() && 1u32.checked_shr(32).is_none());
}

fn saturating() {
    same(200u8.saturating_add(100) as i128, 255);
    same(i16::MIN.saturating_add(-1) as i128, i16::MIN as i128);
    same(5u32.saturating_sub(6) as i128, 0);
    same(i32::MAX.saturating_sub(-1) as i128, i32::MAX as i128);
    same(i64::MAX.saturating_mul(-2) as i128, i64::MIN as i128);
}

fn overflowing() {
    let (sum, has_overflowed) = 200u8.overflowing_add(100);
    assert!(sum == 44 && has_overflowed);
    let (difference, has_overflowed) = 5i32.overflowing_sub(6);
    assert!(difference == -1 && !has_overflowed);
    let (product, has_overflowed) = u64::MAX.overflowing_mul(2);
    assert!(product == u64::MAX - 1 && has_overflowed);
    let (power, has_overflowed) = 2u8.overflowing_pow(8);
    assert!(power == 0 && has_overflowed);
    let (negative, has_overflowed) = i8::MIN.overflowing_neg();
    assert!(negative == i8::MIN && has_overflowed);
    let (wide, has_overflowed) = u128::MAX.overflowing_add(1);
    assert!(wide == 0 && has_overflowed);
}

fn bits() {
    same(0xf0f0u16.count_ones() as i128, 8);
    same((-1i8).count_zeros() as i128, 0);
    same(1u32.leading_zeros() as i128, 31);
    same(0u64.trailing_zeros() as i128, 64);
    same((-1i16).leading_ones() as i128, 16);
    same(7u128.trailing_ones() as i128, 3);
    same(0x81u8.rotate_left(1) as i128, 3);
    same(0x12345678i32.rotate_right(8) as i128, 0x78123456);
    same(0x1234u16.swap_bytes() as i128, 0x3412);
    same(1u8.reverse_bits() as i128, 128);
    same(0x1234u16.to_be() as i128, 0x3412);
    same(0x1234u16.to_le() as i128, 0x1234);
    same(u32::from_be(1) as i128, 1 << 24);
    same(u32::from_le(1) as i128, 1);
    assert!(64u64.is_power_of_two() && !0u64.is_power_of_two());
    same(1000u32.ilog2() as i128, 9);
}

fn bytes() {
    let bytes = 0x0102_0304u32.to_be_bytes();
    same(bytes[0] as i128 * 10 + bytes[3] as i128, 14);
    let bytes = 0x0102_0304u32.to_le_bytes();
    same(bytes[0] as i128 * 10 + bytes[3] as i128, 41);
    same((-2i64).to_ne_bytes()[0] as i128, 0xfe);
    same(u16::from_be_bytes([1, 2]) as i128, 0x102);
    same(u16::from_le_bytes([1, 2]) as i128, 0x201);
    same(i32::from_ne_bytes([0xff; 4]) as i128, -1);
}

fn arithmetic() {
    same((-5i32).abs() as i128, 5);
    same(i8::MIN.unsigned_abs() as i128, 128);
    same((-5i64).signum() as i128 + 0i8.signum() as i128, -1);
    assert!((-1i16).is_negative() && 1i16.is_positive());
    same(10u8.abs_diff(250) as i128, 240);
    same((-100i8).abs_diff(100) as i128, 200);
    same((-3i32).pow(3) as i128, -27);
    same((-7i32).rem_euclid(3) as i128, 2);
    same((-7i32).div_euclid(3) as i128, -3);
    same(3.min(2).max(1) as i128, 2);
}

fn main() {
    wrapping();
    checked();
    saturating();
    overflowing();
    bits();
    bytes();
    arithmetic();
}
