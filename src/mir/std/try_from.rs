// SPDX-License-Identifier: MIT
//
// Conversions that may fail. Those of numbers are told from those that cannot by bounds that the
// loader answers, so that each pair of types has one impl, as in std.
pub mod try_from {
    use crate::builtin;
    use crate::std;
    use std::result::Result::{self, Err, Ok};

    impl<T: builtin::Integer, U: builtin::Integer + builtin::Lossy<T>> std::convert::TryFrom<U> for T {
        type Error = std::num::TryFromIntError;
        fn try_from(value: U) -> Result<T, std::num::TryFromIntError> {
            let (made, is_cut) = std::models::convert::<U, T>(value);
            if is_cut {
                return Err(std::num::TryFromIntError(()));
            }
            Ok(made)
        }
    }
    impl std::convert::TryFrom<u32> for char {
        type Error = std::char::CharTryFromError;
        fn try_from(code: u32) -> Result<char, std::char::CharTryFromError> {
            std::char::from_u32(code).ok_or(std::char::CharTryFromError(()))
        }
    }
    impl std::convert::TryFrom<char> for u8 {
        type Error = std::char::TryFromCharError;
        fn try_from(character: char) -> Result<u8, std::char::TryFromCharError> {
            let code = character as u32;
            if code > 0xff {
                return Err(std::char::TryFromCharError(()));
            }
            Ok(code as u8)
        }
    }
    impl<T: Copy, const N: usize> std::convert::TryFrom<&[T]> for [T; N] {
        type Error = std::array::TryFromSliceError;
        fn try_from(list: &[T]) -> Result<[T; N], std::array::TryFromSliceError> {
            if list.len() != N {
                return Err(std::array::TryFromSliceError(()));
            }
            Ok(unsafe { core::ptr::read(list.as_ptr() as *const [T; N]) })
        }
    }
    impl<'a, T, const N: usize> std::convert::TryFrom<&'a [T]> for &'a [T; N] {
        type Error = std::array::TryFromSliceError;
        fn try_from(list: &'a [T]) -> Result<&'a [T; N], std::array::TryFromSliceError> {
            if list.len() != N {
                return Err(std::array::TryFromSliceError(()));
            }
            Ok(unsafe { &*(list.as_ptr() as *const [T; N]) })
        }
    }
}
