// SPDX-License-Identifier: MIT
//
// The traits of fmt.rs for types that C writes itself, and for those that only lead to others.
pub mod fmt_impls {
    use crate::std;
    use std::fmt::*;
    use std::result::Result::Ok;

    impl std::fmt::Display for str {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_display(&self, f)
        }
    }
    impl std::fmt::Debug for str {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(&self, f)
        }
    }
    impl std::fmt::Display for std::string::String {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_display(self, f)
        }
    }
    impl std::fmt::Debug for std::string::String {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<T: std::fmt::Display + ?Sized> std::fmt::Display for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::Display + ?Sized> std::fmt::Display for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::Debug + ?Sized> std::fmt::Debug for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::Debug + ?Sized> std::fmt::Debug for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::LowerHex + ?Sized> std::fmt::LowerHex for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::LowerHex::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::LowerHex + ?Sized> std::fmt::LowerHex for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::LowerHex::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::UpperHex + ?Sized> std::fmt::UpperHex for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::UpperHex::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::UpperHex + ?Sized> std::fmt::UpperHex for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::UpperHex::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::Octal + ?Sized> std::fmt::Octal for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Octal::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::Octal + ?Sized> std::fmt::Octal for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Octal::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::Binary + ?Sized> std::fmt::Binary for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Binary::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::Binary + ?Sized> std::fmt::Binary for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Binary::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::LowerExp + ?Sized> std::fmt::LowerExp for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::LowerExp::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::LowerExp + ?Sized> std::fmt::LowerExp for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::LowerExp::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::UpperExp + ?Sized> std::fmt::UpperExp for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::UpperExp::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::UpperExp + ?Sized> std::fmt::UpperExp for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::UpperExp::fmt(&**self, f)
        }
    }
    impl<T: std::fmt::Display + ?Sized> std::fmt::Display for std::boxed::Box<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(unsafe { &*self.0.pointer.pointer }, f)
        }
    }
    impl<T: std::fmt::Debug + ?Sized> std::fmt::Debug for std::boxed::Box<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(unsafe { &*self.0.pointer.pointer }, f)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for [T] {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(&self, f)
        }
    }
    impl<T: std::fmt::Debug, const N: usize> std::fmt::Debug for [T; N] {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::vec::Vec<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::option::Option<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<T: std::fmt::Debug, E: std::fmt::Debug> std::fmt::Debug for std::result::Result<T, E> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl std::fmt::Debug for () {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<A: std::fmt::Debug> std::fmt::Debug for (A,) {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<A: std::fmt::Debug, B: std::fmt::Debug> std::fmt::Debug for (A, B) {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<A: std::fmt::Debug, B: std::fmt::Debug, C: std::fmt::Debug> std::fmt::Debug for (A, B, C) {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<T: ?Sized> std::fmt::Debug for *const T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<T: ?Sized> std::fmt::Debug for *mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl std::fmt::Debug for std::str::Utf8Error {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl std::fmt::Debug for std::ffi::NulError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_debug(self, f)
        }
    }
    impl<T: ?Sized> std::fmt::Pointer for *const T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_pointer(self, f)
        }
    }
    impl<T: ?Sized> std::fmt::Pointer for *mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_pointer(self, f)
        }
    }
    impl<T: ?Sized> std::fmt::Pointer for &T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_pointer(self, f)
        }
    }
    impl<T: ?Sized> std::fmt::Pointer for &mut T {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            write_pointer(self, f)
        }
    }
    impl std::fmt::Display for std::fmt::Error {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.pad("an error occurred when formatting an argument")
        }
    }
    impl std::fmt::Debug for std::fmt::Error {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.write_str("Error")
        }
    }
    impl std::fmt::Write for std::string::String {
        fn write_str(&mut self, text: &str) -> std::result::Result<(), std::fmt::Error> {
            self.push_str(text);
            Ok(())
        }
    }
}
