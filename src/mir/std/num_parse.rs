// SPDX-License-Identifier: MIT
//
// Numbers, and what else is one word, read from text.
pub mod num_parse {
    use crate::builtin;
    use crate::std;
    use std::result::Result::{self, Err, Ok};

    /// The greatest distance from 0 that the type has on one side of it.
    fn limit_of<T: Copy>(is_signed: bool, is_negative: bool) -> u128 {
        let bits = core::mem::size_of::<T>() as u32 * 8;
        let all = u128::MAX >> (128 - bits);
        if is_negative {
            return (all >> 1) + 1;
        }
        all >> is_signed as u32
    }
    fn failed<T>(kind: std::num::IntErrorKind) -> Result<T, std::num::ParseIntError> {
        Err(std::num::ParseIntError { kind })
    }
    pub fn read_integer<T: Copy>(text: &str, radix: u32) -> Result<T, std::num::ParseIntError> {
        use std::num::IntErrorKind;
        let bytes = text.as_bytes();
        if bytes.len() == 0 {
            return failed(IntErrorKind::Empty);
        }
        let is_signed = !std::models::convert::<i8, T>(-1).1;
        let has_sign = bytes[0] == b'+' || (bytes[0] == b'-' && is_signed);
        let is_negative = has_sign && bytes[0] == b'-';
        if has_sign && bytes.len() == 1 {
            return failed(IntErrorKind::InvalidDigit);
        }
        let limit = limit_of::<T>(is_signed, is_negative);
        let mut value: u128 = 0;
        let mut index = has_sign as usize;
        while index < bytes.len() {
            let digit = match std::char::digit_of(bytes[index] as u32, radix) {
                std::option::Option::Some(digit) => digit as u128,
                std::option::Option::None => return failed(IntErrorKind::InvalidDigit),
            };
            if value > (limit - digit) / radix as u128 {
                return failed(if is_negative {
                    IntErrorKind::NegOverflow
                } else {
                    IntErrorKind::PosOverflow
                });
            }
            value = value * radix as u128 + digit;
            index += 1;
        }
        let value = if is_negative { value.wrapping_neg() } else { value };
        Ok(std::models::convert::<u128, T>(value).0)
    }
    impl<T: builtin::Integer> std::str::FromStr for T {
        type Err = std::num::ParseIntError;
        fn from_str(text: &str) -> Result<T, std::num::ParseIntError> {
            read_integer::<T>(text, 10)
        }
    }
    impl std::str::FromStr for bool {
        type Err = std::str::ParseBoolError;
        fn from_str(text: &str) -> std::result::Result<bool, std::str::ParseBoolError> {
            if std::string::same(text.as_bytes(), b"true") {
                return Ok(true);
            }
            if std::string::same(text.as_bytes(), b"false") {
                return Ok(false);
            }
            Err(std::str::ParseBoolError {})
        }
    }
    impl std::fmt::Debug for std::num::ParseIntError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.debug_struct("ParseIntError").field("kind", &self.kind).finish()
        }
    }
    impl std::fmt::Debug for std::num::IntErrorKind {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.write_str(match self {
                std::num::IntErrorKind::Empty => "Empty",
                std::num::IntErrorKind::InvalidDigit => "InvalidDigit",
                std::num::IntErrorKind::PosOverflow => "PosOverflow",
                std::num::IntErrorKind::NegOverflow => "NegOverflow",
                std::num::IntErrorKind::Zero => "Zero",
            })
        }
    }
    impl std::fmt::Display for std::num::ParseIntError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad(match self.kind {
                std::num::IntErrorKind::Empty => "cannot parse integer from empty string",
                std::num::IntErrorKind::InvalidDigit => "invalid digit found in string",
                std::num::IntErrorKind::PosOverflow => "number too large to fit in target type",
                std::num::IntErrorKind::NegOverflow => "number too small to fit in target type",
                std::num::IntErrorKind::Zero => "number would be zero for non-zero type",
            })
        }
    }
    fn read_float<T>(text: &str, zero: T) -> Result<T, std::num::ParseFloatError> {
        let mut value = zero;
        if std::models::parse_float(text, &mut value) {
            return Ok(value);
        }
        Err(std::num::ParseFloatError { is_empty: text.len() == 0 })
    }
    impl std::str::FromStr for f32 {
        type Err = std::num::ParseFloatError;
        fn from_str(text: &str) -> Result<f32, std::num::ParseFloatError> {
            read_float(text, 0.0)
        }
    }
    impl std::str::FromStr for f64 {
        type Err = std::num::ParseFloatError;
        fn from_str(text: &str) -> Result<f64, std::num::ParseFloatError> {
            read_float(text, 0.0)
        }
    }
}
