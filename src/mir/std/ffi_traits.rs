// SPDX-License-Identifier: MIT
//
// What std's traits do with texts of C.
pub mod ffi_traits {
    use crate::std;
    use std::ffi::{CStr, CString};
    use std::fmt::Formatter;
    use std::iter::Iterator;
    use std::result::Result::{self, Err, Ok};

    // Of UTF-8.
    fn write_bytes(f: &mut Formatter<'_>, bytes: &[u8]) {
        std::models::write_text(f, unsafe { std::str::from_utf8_unchecked(bytes) });
    }
    // As `[u8]::escape_ascii` does it.
    fn write_byte(f: &mut Formatter<'_>, byte: u8) {
        let part = |digit: u8| if digit < 10 { digit + b'0' } else { digit - 10 + b'a' };
        match byte {
            b'\t' => std::models::write_text(f, "\\t"),
            b'\r' => std::models::write_text(f, "\\r"),
            b'\n' => std::models::write_text(f, "\\n"),
            b'\'' => std::models::write_text(f, "\\'"),
            b'"' => std::models::write_text(f, "\\\""),
            b'\\' => std::models::write_text(f, "\\\\"),
            b' '..=b'~' => write_bytes(f, &[byte]),
            _ => write_bytes(f, &[b'\\', b'x', part(byte >> 4), part(byte & 15)]),
        }
    }
    // As `char::escape_debug` does it.
    fn write_character(f: &mut Formatter<'_>, character: char) {
        let mut bytes = std::vec::Vec::<u8>::new();
        std::models::format_into(&mut bytes, core::format_args!("{:?}", character));
        let inner = std::ops::Range { start: 1, end: bytes.len() - 1 };
        write_bytes(f, std::slice::part(bytes.as_slice(), inner));
    }
    fn write_valid(f: &mut Formatter<'_>, text: &str) {
        let mut characters = std::str::chars(text);
        while let std::option::Option::Some(character) = characters.next() {
            if (character as u32) < 0x80 {
                write_byte(f, character as u8);
            } else {
                write_character(f, character);
            }
        }
    }
    fn write_all(f: &mut Formatter<'_>, bytes: &[u8]) {
        match std::str::from_utf8(bytes) {
            Ok(text) => write_valid(f, text),
            Err(error) => {
                let middle = error.valid_up_to();
                write_valid(f, unsafe {
                    std::str::from_utf8_unchecked(std::slice::part(
                        bytes,
                        std::ops::RangeTo { end: middle },
                    ))
                });
                write_byte(f, bytes[middle]);
                write_all(f, std::slice::part(bytes, std::ops::RangeFrom { start: middle + 1 }));
            }
        }
    }

    impl std::fmt::Debug for CStr {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::models::write_text(f, "\"");
            write_all(f, self.to_bytes());
            std::models::write_text(f, "\"");
            Ok(())
        }
    }
    impl std::fmt::Debug for CString {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(self.as_c_str(), f)
        }
    }

    impl core::cmp::PartialEq for CStr {
        fn eq(&self, other: &CStr) -> bool {
            self.to_bytes() == other.to_bytes()
        }
    }
    impl core::cmp::Eq for CStr {}
    impl core::cmp::PartialOrd for CStr {
        fn partial_cmp(&self, other: &CStr) -> core::option::Option<core::cmp::Ordering> {
            core::option::Option::Some(core::cmp::Ord::cmp(self.to_bytes(), other.to_bytes()))
        }
    }
    impl core::cmp::Ord for CStr {
        fn cmp(&self, other: &CStr) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(self.to_bytes(), other.to_bytes())
        }
    }
    impl std::hash::Hash for CStr {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            std::hash::Hash::hash(self.to_bytes_with_nul(), state);
        }
    }
    impl core::cmp::PartialEq for CString {
        fn eq(&self, other: &CString) -> bool {
            self.as_bytes() == other.as_bytes()
        }
    }
    impl core::cmp::Eq for CString {}
    impl core::cmp::PartialOrd for CString {
        fn partial_cmp(&self, other: &CString) -> core::option::Option<core::cmp::Ordering> {
            core::option::Option::Some(core::cmp::Ord::cmp(self.as_bytes(), other.as_bytes()))
        }
    }
    impl core::cmp::Ord for CString {
        fn cmp(&self, other: &CString) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(self.as_bytes(), other.as_bytes())
        }
    }
    impl std::hash::Hash for CString {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            std::hash::Hash::hash(self.as_bytes_with_nul(), state);
        }
    }

    impl std::default::Default for CString {
        fn default() -> CString {
            unsafe { CString::from_vec_unchecked(std::vec::Vec::<u8>::new()) }
        }
    }
    impl std::default::Default for &CStr {
        fn default() -> Self {
            unsafe { CStr::from_bytes_with_nul_unchecked(b"\0") }
        }
    }
    impl std::convert::AsRef<CStr> for CStr {
        fn as_ref(&self) -> &CStr {
            self
        }
    }
    impl std::convert::From<&CStr> for CString {
        fn from(text: &CStr) -> CString {
            std::borrow::ToOwned::to_owned(text)
        }
    }
    impl<'a> std::convert::From<&'a CStr> for std::borrow::Cow<'a, CStr> {
        fn from(text: &'a CStr) -> std::borrow::Cow<'a, CStr> {
            std::borrow::Cow::Borrowed(text)
        }
    }
    impl<'a> std::convert::From<CString> for std::borrow::Cow<'a, CStr> {
        fn from(text: CString) -> std::borrow::Cow<'a, CStr> {
            std::borrow::Cow::Owned(text)
        }
    }
}
