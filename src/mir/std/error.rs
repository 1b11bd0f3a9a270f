// SPDX-License-Identifier: MIT
//
// The trait of errors, the boxes that hold any of them, and the errors of std.
pub mod error {
    use crate::std;
    use std::fmt::{Debug, Display, Formatter};
    use std::option::Option::{self, None, Some};

    pub trait Error: std::fmt::Debug + std::fmt::Display {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            None
        }
        fn description(&self) -> &str {
            "description() is deprecated; use Display"
        }
        fn cause(&self) -> Option<&dyn std::error::Error> {
            self.source()
        }
    }

    /// A text as an error.
    pub struct StringError(std::string::String);
    unsafe impl std::marker::Send for std::error::StringError {}
    unsafe impl std::marker::Sync for std::error::StringError {}
    impl std::error::Error for std::error::StringError {}
    impl std::fmt::Display for std::error::StringError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(&self.0, f)
        }
    }
    impl std::fmt::Debug for std::error::StringError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(&self.0, f)
        }
    }

    fn boxed<'a, E: std::error::Error + 'a>(error: E) -> *mut (dyn std::error::Error + 'a) {
        std::boxed::Box::<E>::into_raw(std::boxed::Box::<E>::new(error))
    }
    fn shared<'a, E: std::error::Error + std::marker::Send + std::marker::Sync + 'a>(
        error: E,
    ) -> *mut (dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a) {
        std::boxed::Box::<E>::into_raw(std::boxed::Box::<E>::new(error))
    }
    impl<'a, E: std::error::Error + 'a> std::convert::From<E>
        for std::boxed::Box<dyn std::error::Error + 'a>
    {
        fn from(error: E) -> std::boxed::Box<dyn std::error::Error + 'a> {
            unsafe { std::boxed::Box::<dyn std::error::Error + 'a>::from_raw(boxed(error)) }
        }
    }
    impl<'a, E: std::error::Error + std::marker::Send + std::marker::Sync + 'a>
        std::convert::From<E>
        for std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>
    {
        fn from(
            error: E,
        ) -> std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>
        {
            unsafe {
                std::boxed::Box::<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>::from_raw(shared(error))
            }
        }
    }
    impl<'a> std::convert::From<std::string::String> for std::boxed::Box<dyn std::error::Error + 'a> {
        fn from(text: std::string::String) -> std::boxed::Box<dyn std::error::Error + 'a> {
            let error = boxed(StringError(text));
            unsafe { std::boxed::Box::<dyn std::error::Error + 'a>::from_raw(error) }
        }
    }
    impl<'a> std::convert::From<std::string::String>
        for std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>
    {
        fn from(
            text: std::string::String,
        ) -> std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>
        {
            let error = shared(StringError(text));
            unsafe {
                std::boxed::Box::<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>::from_raw(error)
            }
        }
    }
    impl<'a, 'b> std::convert::From<&'b str> for std::boxed::Box<dyn std::error::Error + 'a> {
        fn from(text: &'b str) -> std::boxed::Box<dyn std::error::Error + 'a> {
            let error = boxed(StringError(std::convert::Into::into(text)));
            unsafe { std::boxed::Box::<dyn std::error::Error + 'a>::from_raw(error) }
        }
    }
    impl<'a, 'b> std::convert::From<&'b str>
        for std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>
    {
        fn from(
            text: &'b str,
        ) -> std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>
        {
            let error = shared(StringError(std::convert::Into::into(text)));
            unsafe {
                std::boxed::Box::<dyn std::error::Error + std::marker::Send + std::marker::Sync + 'a>::from_raw(error)
            }
        }
    }

    impl<'a, T: std::error::Error + ?Sized> std::error::Error for &'a T {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            std::error::Error::source(&**self)
        }
    }
    impl<T: std::error::Error> std::error::Error for std::boxed::Box<T> {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            std::error::Error::source(unsafe { &*self.0.pointer.pointer })
        }
    }

    impl std::error::Error for std::fmt::Error {}
    impl std::error::Error for std::convert::Infallible {}
    impl std::fmt::Display for std::convert::Infallible {
        fn fmt(&self, _f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            match *self {}
        }
    }
    impl std::fmt::Debug for std::convert::Infallible {
        fn fmt(&self, _f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            match *self {}
        }
    }

    impl std::error::Error for std::num::ParseIntError {}
    impl std::error::Error for std::num::ParseFloatError {}
    impl std::fmt::Display for std::num::ParseFloatError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad(if self.is_empty {
                "cannot parse float from empty string"
            } else {
                "invalid float literal"
            })
        }
    }
    impl std::fmt::Debug for std::num::ParseFloatError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            let kind = if self.is_empty { "Empty" } else { "Invalid" };
            let kind = std::fmt::Plain(kind);
            f.debug_struct("ParseFloatError").field("kind", &kind).finish()
        }
    }
    impl std::error::Error for std::str::ParseBoolError {}
    impl std::fmt::Display for std::str::ParseBoolError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad("provided string was not `true` or `false`")
        }
    }
    impl std::fmt::Debug for std::str::ParseBoolError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.write_str("ParseBoolError")
        }
    }
    impl std::error::Error for std::char::ParseCharError {}
    impl std::fmt::Display for std::char::ParseCharError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad(if self.is_empty {
                "cannot parse char from empty string"
            } else {
                "too many characters in string"
            })
        }
    }
    impl std::fmt::Debug for std::char::ParseCharError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            let kind = std::fmt::Plain(if self.is_empty { "EmptyString" } else { "TooManyChars" });
            f.debug_struct("ParseCharError").field("kind", &kind).finish()
        }
    }
    impl std::error::Error for std::num::TryFromIntError {}
    impl std::fmt::Display for std::num::TryFromIntError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad("out of range integral type conversion attempted")
        }
    }
    impl std::fmt::Debug for std::num::TryFromIntError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.debug_tuple("TryFromIntError").field(&()).finish()
        }
    }
    impl std::error::Error for std::char::CharTryFromError {}
    impl std::fmt::Display for std::char::CharTryFromError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad("converted integer out of range for `char`")
        }
    }
    impl std::fmt::Debug for std::char::CharTryFromError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.debug_tuple("CharTryFromError").field(&()).finish()
        }
    }
    impl std::error::Error for std::char::TryFromCharError {}
    impl std::fmt::Display for std::char::TryFromCharError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad("unicode code point out of range")
        }
    }
    impl std::fmt::Debug for std::char::TryFromCharError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.debug_tuple("TryFromCharError").field(&()).finish()
        }
    }
    impl std::error::Error for std::array::TryFromSliceError {}
    impl std::fmt::Display for std::array::TryFromSliceError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad("could not convert slice to array")
        }
    }
    impl std::fmt::Debug for std::array::TryFromSliceError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.debug_tuple("TryFromSliceError").field(&()).finish()
        }
    }
    impl std::error::Error for std::ffi::NulError {}
    impl std::fmt::Display for std::ffi::NulError {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            let position = self.nul_position();
            f.write_fmt(core::format_args!(
                "nul byte found in provided data at position: {position}"
            ))
        }
    }
    impl std::error::Error for std::str::Utf8Error {}
    impl std::fmt::Display for std::str::Utf8Error {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            let index = self.valid_up_to();
            match self.error_len() {
                Some(length) => f.write_fmt(core::format_args!(
                    "invalid utf-8 sequence of {length} bytes from index {index}"
                )),
                None => f.write_fmt(core::format_args!(
                    "incomplete utf-8 byte sequence from index {index}"
                )),
            }
        }
    }
    impl std::error::Error for std::string::FromUtf8Error {}
    impl std::fmt::Display for std::string::FromUtf8Error {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(&self.error, f)
        }
    }
    impl std::fmt::Debug for std::string::FromUtf8Error {
        fn fmt(&self, f: &mut Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.debug_struct("FromUtf8Error")
                .field("bytes", &std::fmt::Written(&self.bytes))
                .field("error", &self.error)
                .finish()
        }
    }
}
