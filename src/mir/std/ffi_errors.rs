// SPDX-License-Identifier: MIT
//
// Second part of std::ffi: what the errors say.
pub mod ffi {
    use crate::std;
    use std::fmt::{Formatter, Written};
    use std::option::Option::{self, Some};
    use std::result::Result;

    impl std::error::Error for std::ffi::FromBytesWithNulError {}
    impl std::fmt::Display for std::ffi::FromBytesWithNulError {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            use std::ffi::FromBytesWithNulError::{InteriorNul, NotNulTerminated};
            match self {
                InteriorNul { position } => f.write_fmt(core::format_args!(
                    "data provided contains an interior nul byte at byte position {position}"
                )),
                NotNulTerminated => f.write_str("data provided is not nul terminated"),
            }
        }
    }
    impl std::fmt::Debug for std::ffi::FromBytesWithNulError {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            use std::ffi::FromBytesWithNulError::{InteriorNul, NotNulTerminated};
            match self {
                InteriorNul { position } => {
                    f.debug_struct("InteriorNul").field("position", &Written(position)).finish()
                }
                NotNulTerminated => f.write_str("NotNulTerminated"),
            }
        }
    }
    impl std::error::Error for std::ffi::FromBytesUntilNulError {}
    impl std::fmt::Display for std::ffi::FromBytesUntilNulError {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("data provided does not contain a nul")
        }
    }
    impl std::fmt::Debug for std::ffi::FromBytesUntilNulError {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_tuple("FromBytesUntilNulError").field(&()).finish()
        }
    }
    impl std::error::Error for std::ffi::IntoStringError {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.error)
        }
    }
    impl std::fmt::Display for std::ffi::IntoStringError {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("C string contained non-utf8 bytes")
        }
    }
    impl std::fmt::Debug for std::ffi::IntoStringError {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_struct("IntoStringError")
                .field("inner", &self.inner)
                .field("error", &self.error)
                .finish()
        }
    }
}
