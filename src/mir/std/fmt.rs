// SPDX-License-Identifier: MIT
//
// Formatting. A value is written by C (src/mir/format_compound.c) unless its type has an impl of its
// own, which C calls with a Formatter that names where the text goes. The impls here of types that
// C writes itself are for calls of the traits' functions, and for bounds.
pub mod fmt {
    use crate::std;
    use std::result::Result::{Err, Ok};

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

    fn outcome(is_done: bool) -> std::result::Result<(), std::fmt::Error> {
        if is_done {
            Ok(())
        } else {
            Err(std::fmt::Error)
        }
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
        pub fn debug_list<'b>(&'b mut self) -> std::fmt::DebugList<'b, 'a> {
            std::models::write_text(self, "[");
            std::fmt::DebugList { fmt: self, has_failed: false, has_fields: false }
        }
    }
    impl<'a> std::fmt::Write for std::fmt::Formatter<'a> {
        fn write_str(&mut self, text: &str) -> std::result::Result<(), std::fmt::Error> {
            std::models::write_text(self, text);
            Ok(())
        }
    }

    /// One part of several: `prefix` and the value, on lines of its own with {:#?}. Says whether
    /// that has failed.
    fn part<'a>(
        f: &mut std::fmt::Formatter<'a>,
        open: &str,
        is_first: bool,
        name: &str,
        value: &dyn std::fmt::Debug,
    ) -> bool {
        if f.alternate() {
            if is_first {
                std::models::write_text(f, open);
                std::models::write_text(f, "\n");
            }
            let start = std::models::text_length(f);
            if name.len() != 0 {
                std::models::write_text(f, name);
                std::models::write_text(f, ": ");
            }
            let has_failed = value.fmt(f).is_err();
            std::models::write_text(f, ",\n");
            std::models::indent_text(f, start);
            return has_failed;
        }
        std::models::write_text(f, if is_first { open } else { ", " });
        if name.len() != 0 {
            if is_first {
                std::models::write_text(f, " ");
            }
            std::models::write_text(f, name);
            std::models::write_text(f, ": ");
        }
        value.fmt(f).is_err()
    }

    pub struct DebugStruct<'a, 'b> {
        fmt: &'a mut std::fmt::Formatter<'b>,
        has_failed: bool,
        has_fields: bool,
    }
    impl<'a, 'b> std::fmt::DebugStruct<'a, 'b> {
        pub fn field(&mut self, name: &str, value: &dyn std::fmt::Debug) -> &mut Self {
            if !self.has_failed {
                self.has_failed = part(self.fmt, " {", !self.has_fields, name, value);
            }
            self.has_fields = true;
            self
        }
        pub fn finish(&mut self) -> std::result::Result<(), std::fmt::Error> {
            if self.has_fields && !self.has_failed {
                std::models::write_text(self.fmt, if self.fmt.alternate() { "}" } else { " }" });
            }
            outcome(!self.has_failed)
        }
    }

    pub struct DebugTuple<'a, 'b> {
        fmt: &'a mut std::fmt::Formatter<'b>,
        has_failed: bool,
        fields: usize,
        has_empty_name: bool,
    }
    impl<'a, 'b> std::fmt::DebugTuple<'a, 'b> {
        pub fn field(&mut self, value: &dyn std::fmt::Debug) -> &mut Self {
            if !self.has_failed {
                self.has_failed = part(self.fmt, "(", self.fields == 0, "", value);
            }
            self.fields += 1;
            self
        }
        pub fn finish(&mut self) -> std::result::Result<(), std::fmt::Error> {
            if self.fields > 0 && !self.has_failed {
                if self.fields == 1 && self.has_empty_name && !self.fmt.alternate() {
                    std::models::write_text(self.fmt, ",");
                }
                std::models::write_text(self.fmt, ")");
            }
            outcome(!self.has_failed)
        }
    }

    pub struct DebugList<'a, 'b> {
        fmt: &'a mut std::fmt::Formatter<'b>,
        has_failed: bool,
        has_fields: bool,
    }
    impl<'a, 'b> std::fmt::DebugList<'a, 'b> {
        pub fn entry(&mut self, value: &dyn std::fmt::Debug) -> &mut Self {
            if !self.has_failed {
                self.has_failed = part(self.fmt, "", !self.has_fields, "", value);
            }
            self.has_fields = true;
            self
        }
        pub fn entries<D: std::fmt::Debug, I: std::iter::IntoIterator<Item = D>>(
            &mut self,
            entries: I,
        ) -> &mut Self
        where
            I::IntoIter: std::iter::Iterator<Item = D>,
        {
            let mut rest = entries.into_iter();
            while let std::option::Option::Some(entry) = std::iter::Iterator::next(&mut rest)
            {
                self.entry(&entry);
            }
            self
        }
        pub fn finish(&mut self) -> std::result::Result<(), std::fmt::Error> {
            if !self.has_failed {
                std::models::write_text(self.fmt, "]");
            }
            outcome(!self.has_failed)
        }
    }
}
