// SPDX-License-Identifier: MIT
//
// Formatting. A value is written by C (src/mir/format_compound.c) unless its type has an impl of its
// own, which C calls with a Formatter that names where the text goes. The impls here of types that
// C writes itself are for calls of the traits' functions, and for bounds.
pub mod fmt {
    use crate::std;
    use std::result::Result::{Err, Ok};

    pub use std::more::fmt::*;

    pub struct Error;

    /// Known to C by its offsets.
    #[repr(C)]
    pub struct Formatter<'a> {
        sink: usize,
        flags: u32,
        width: u16,
        precision: u16,
        marker: std::marker::PhantomData<&'a mut u8>,
    }

    /// A text whose {:?} is itself.
    pub struct Plain<'a>(pub &'a str);
    impl std::fmt::Debug for std::fmt::Plain<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            f.write_str(self.0)
        }
    }

    /// A value that C writes.
    pub struct Written<'a, T>(pub &'a T);
    impl<T> std::fmt::Debug for std::fmt::Written<'_, T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::write_debug(self.0, f)
        }
    }

    pub trait Display {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }
    pub trait Debug {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }
    pub trait LowerHex {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }
    pub trait UpperHex {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }
    pub trait Octal {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }
    pub trait Binary {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }
    pub trait LowerExp {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }
    pub trait UpperExp {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }
    pub trait Pointer {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error>;
    }

    pub trait Write {
        fn write_str(&mut self, text: &str) -> std::result::Result<(), std::fmt::Error>;
        fn write_char(&mut self, character: char) -> std::result::Result<(), std::fmt::Error> {
            let mut text = std::string::String::new();
            text.push(character);
            self.write_str(text.as_str())
        }
        fn write_fmt(
            &mut self,
            arguments: core::fmt::Arguments<'_>,
        ) -> std::result::Result<(), std::fmt::Error> {
            let mut bytes = std::vec::Vec::<u8>::new();
            let is_done = std::models::try_format_into(&mut bytes, arguments);
            let text = unsafe { std::str::from_utf8_unchecked(bytes.as_slice()) };
            if self.write_str(text).is_err() {
                return Err(std::fmt::Error);
            }
            outcome(is_done)
        }
    }

    pub fn format(arguments: core::fmt::Arguments<'_>) -> std::string::String {
        let mut bytes = std::vec::Vec::<u8>::new();
        std::models::format_into(&mut bytes, arguments);
        unsafe { std::string::String::from_utf8_unchecked(bytes) }
    }

    /// What C calls for a `dyn`, whose vtable knows the impl.
    pub fn write_dyn<T: ?Sized>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error>
    where
        T: std::fmt::Display,
    {
        value.fmt(f)
    }
    pub fn write_dyn_debug<T: ?Sized>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error>
    where
        T: std::fmt::Debug,
    {
        value.fmt(f)
    }

    pub fn count(text: &str) -> usize {
        std::iter::Iterator::count(std::str::chars(text))
    }
    pub fn write_display<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_display(value, f))
    }
    pub fn write_debug<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_debug(value, f))
    }
    pub fn write_lower_hex<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_lower_hex(value, f))
    }
    pub fn write_upper_hex<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_upper_hex(value, f))
    }
    pub fn write_octal<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_octal(value, f))
    }
    pub fn write_binary<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_binary(value, f))
    }
    pub fn write_lower_exp<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_lower_exp(value, f))
    }
    pub fn write_upper_exp<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_upper_exp(value, f))
    }
    pub fn write_pointer<T>(
        value: &T,
        f: &mut std::fmt::Formatter<'_>,
    ) -> std::result::Result<(), std::fmt::Error> {
        outcome(std::models::write_pointer(value, f))
    }

    impl<'a> std::fmt::Formatter<'a> {
        pub fn write_str(&mut self, text: &str) -> std::result::Result<(), std::fmt::Error> {
            std::models::write_text(self, text);
            Ok(())
        }
        pub fn write_fmt(
            &mut self,
            arguments: core::fmt::Arguments<'_>,
        ) -> std::result::Result<(), std::fmt::Error> {
            outcome(std::models::write_arguments(self, arguments))
        }
        pub fn pad(&mut self, text: &str) -> std::result::Result<(), std::fmt::Error> {
            outcome(std::models::write_display(&text, self))
        }
        pub fn pad_integral(
            &mut self,
            is_nonnegative: bool,
            prefix: &str,
            digits: &str,
        ) -> std::result::Result<(), std::fmt::Error> {
            let mut start = std::string::String::new();
            if !is_nonnegative {
                start.push('-');
            } else if self.sign_plus() {
                start.push('+');
            }
            if self.alternate() {
                start.push_str(prefix);
            }
            let start = start.as_str();
            let length = std::fmt::count(start) + std::fmt::count(digits);
            let wanted = self.width as usize;
            let missing =
                if self.flags & 1 << 27 != 0 && wanted > length { wanted - length } else { 0 };
            if self.sign_aware_zero_pad() {
                std::models::write_text(self, start);
                self.fill_up('0', missing);
                std::models::write_text(self, digits);
                return Ok(());
            }
            // 0 left, 1 right, 2 centre, 3 as the value would have it.
            let before = match self.flags >> 29 & 3 {
                0 => 0,
                2 => missing / 2,
                _ => missing,
            };
            let fill = self.fill();
            self.fill_up(fill, before);
            std::models::write_text(self, start);
            std::models::write_text(self, digits);
            self.fill_up(fill, missing - before);
            Ok(())
        }
        fn fill_up(&mut self, fill: char, count: usize) {
            let mut text = std::string::String::new();
            let mut left = count;
            while left > 0 {
                text.push(fill);
                left -= 1;
            }
            std::models::write_text(self, text.as_str());
        }
        pub fn sign_minus(&self) -> bool {
            self.flags & 1 << 22 != 0
        }
        pub fn alternate(&self) -> bool {
            self.flags & 1 << 23 != 0
        }
        pub fn sign_plus(&self) -> bool {
            self.flags & 1 << 21 != 0
        }
        pub fn sign_aware_zero_pad(&self) -> bool {
            self.flags & 1 << 24 != 0
        }
        pub fn fill(&self) -> char {
            unsafe { core::mem::transmute(self.flags & 0x1fffff) }
        }
        pub fn width(&self) -> std::option::Option<usize> {
            if self.flags & 1 << 27 != 0 {
                std::option::Option::Some(self.width as usize)
            } else {
                std::option::Option::None
            }
        }
        pub fn precision(&self) -> std::option::Option<usize> {
            if self.flags & 1 << 28 != 0 {
                std::option::Option::Some(self.precision as usize)
            } else {
                std::option::Option::None
            }
        }
        pub fn debug_struct<'b>(&'b mut self, name: &str) -> std::fmt::DebugStruct<'b, 'a> {
            std::models::write_text(self, name);
            std::fmt::DebugStruct { fmt: self, has_failed: false, has_fields: false }
        }
        pub fn debug_tuple<'b>(&'b mut self, name: &str) -> std::fmt::DebugTuple<'b, 'a> {
            std::models::write_text(self, name);
            std::fmt::DebugTuple {
                fmt: self,
                has_failed: false,
                fields: 0,
                has_empty_name: name.len() == 0,
            }
        }
        pub fn debug_set<'b>(&'b mut self) -> std::fmt::DebugSet<'b, 'a> {
            std::models::write_text(self, "{");
            std::fmt::DebugSet { inner: parts_of(self) }
        }
        pub fn debug_map<'b>(&'b mut self) -> std::fmt::DebugMap<'b, 'a> {
            std::models::write_text(self, "{");
            std::fmt::DebugMap { inner: parts_of(self) }
        }
        pub fn debug_list<'b>(&'b mut self) -> std::fmt::DebugList<'b, 'a> {
            std::models::write_text(self, "[");
            std::fmt::DebugList { inner: parts_of(self) }
        }
    }
    impl<'a> std::fmt::Write for std::fmt::Formatter<'a> {
        fn write_str(&mut self, text: &str) -> std::result::Result<(), std::fmt::Error> {
            std::models::write_text(self, text);
            Ok(())
        }
    }
}
