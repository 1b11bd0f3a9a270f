// SPDX-License-Identifier: MIT
//
// Methods of integers that answer an Option, for all of them at once: the loader looks a method of an
// integer up here when it has no model.
pub mod num {
    use crate::std;
    use std::models;
    use std::option::Option::{None, Some};

    pub struct TryFromIntError(pub ());
    pub struct ParseFloatError {
        pub is_empty: bool,
    }
    pub enum IntErrorKind {
        Empty,
        InvalidDigit,
        PosOverflow,
        NegOverflow,
        Zero,
    }
    pub struct ParseIntError {
        pub kind: std::num::IntErrorKind,
    }

    pub trait Int: Copy {
        fn from_str_radix(
            text: &str,
            radix: u32,
        ) -> std::result::Result<Self, std::num::ParseIntError>;
        fn checked_add(self, other: Self) -> std::option::Option<Self>;
        fn checked_sub(self, other: Self) -> std::option::Option<Self>;
        fn checked_mul(self, other: Self) -> std::option::Option<Self>;
        fn checked_div(self, other: Self) -> std::option::Option<Self>;
        fn checked_rem(self, other: Self) -> std::option::Option<Self>;
        fn checked_neg(self) -> std::option::Option<Self>;
        fn checked_pow(self, exponent: u32) -> std::option::Option<Self>;
        fn checked_shl(self, count: u32) -> std::option::Option<Self>;
        fn checked_shr(self, count: u32) -> std::option::Option<Self>;
    }

    fn unless<T>(result: (T, bool)) -> std::option::Option<T> {
        if result.1 {
            None
        } else {
            Some(result.0)
        }
    }

    // 0 - 1 overflows exactly where x / -1 can.
    fn is_undefined<T: Copy>(value: T, divisor: T) -> bool {
        let zero = models::overflowing_sub(divisor, divisor).0;
        if !models::step_is_below(divisor, zero) && !models::step_is_below(zero, divisor) {
            return true;
        }
        let is_minus_one = models::step_is_below(divisor, zero)
            && !models::step_is_below(models::step_by(divisor, 1), zero);
        is_minus_one && models::overflowing_neg(value).1
    }

    impl<T: Copy> std::num::Int for T {
        fn from_str_radix(
            text: &str,
            radix: u32,
        ) -> std::result::Result<T, std::num::ParseIntError> {
            std::num_parse::read_integer::<T>(text, radix)
        }
        fn checked_add(self, other: T) -> std::option::Option<T> {
            unless(models::overflowing_add(self, other))
        }
        fn checked_sub(self, other: T) -> std::option::Option<T> {
            unless(models::overflowing_sub(self, other))
        }
        fn checked_mul(self, other: T) -> std::option::Option<T> {
            unless(models::overflowing_mul(self, other))
        }
        fn checked_div(self, other: T) -> std::option::Option<T> {
            if is_undefined(self, other) {
                return None;
            }
            Some(models::wrapping_div(self, other))
        }
        fn checked_rem(self, other: T) -> std::option::Option<T> {
            if is_undefined(self, other) {
                return None;
            }
            Some(models::wrapping_rem(self, other))
        }
        fn checked_neg(self) -> std::option::Option<T> {
            unless(models::overflowing_neg(self))
        }
        fn checked_pow(self, exponent: u32) -> std::option::Option<T> {
            unless(models::overflowing_pow(self, exponent))
        }
        fn checked_shl(self, count: u32) -> std::option::Option<T> {
            if count as usize >= core::mem::size_of::<T>() * 8 {
                return None;
            }
            Some(models::wrapping_shl(self, count))
        }
        fn checked_shr(self, count: u32) -> std::option::Option<T> {
            if count as usize >= core::mem::size_of::<T>() * 8 {
                return None;
            }
            Some(models::wrapping_shr(self, count))
        }
    }

    impl f32 {
        pub fn total_cmp(&self, other: &f32) -> core::cmp::Ordering {
            let (left, right) = (self.to_bits() as i32, other.to_bits() as i32);
            let left = left ^ ((left >> 31) as u32 >> 1) as i32;
            let right = right ^ ((right >> 31) as u32 >> 1) as i32;
            core::cmp::Ord::cmp(&left, &right)
        }
    }
    impl f64 {
        pub fn total_cmp(&self, other: &f64) -> core::cmp::Ordering {
            let (left, right) = (self.to_bits() as i64, other.to_bits() as i64);
            let left = left ^ ((left >> 63) as u64 >> 1) as i64;
            let right = right ^ ((right >> 63) as u64 >> 1) as i64;
            core::cmp::Ord::cmp(&left, &right)
        }
    }
}
