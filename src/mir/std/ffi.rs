// SPDX-License-Identifier: MIT
pub mod ffi {
    use crate::std;

    pub use std::more::ffi::*;
    use std::result::Result::{Err, Ok};

    // The last byte is 0.
    pub struct CStr {
        inner: [u8],
    }
    pub struct CString {
        inner: std::boxed::Box<[u8]>,
    }
    pub struct NulError(usize, std::vec::Vec<u8>);
    pub enum FromBytesWithNulError {
        InteriorNul { position: usize },
        NotNulTerminated,
    }
    pub struct FromBytesUntilNulError(());
    pub struct IntoStringError {
        pub inner: std::ffi::CString,
        pub error: std::str::Utf8Error,
    }

    fn position_of_zero(bytes: &[u8]) -> usize {
        let mut index = 0;
        while index < bytes.len() && bytes[index] != 0 {
            index += 1;
        }
        index
    }

    impl std::ffi::CStr {
        pub unsafe fn from_ptr<'a>(pointer: *const i8) -> &'a std::ffi::CStr {
            let mut length = 0;
            while *pointer.add(length) != 0 {
                length += 1;
            }
            let bytes = core::slice::from_raw_parts(pointer as *const u8, length + 1);
            std::ffi::CStr::from_bytes_with_nul_unchecked(bytes)
        }
        pub unsafe fn from_bytes_with_nul_unchecked(bytes: &[u8]) -> &std::ffi::CStr {
            &*(bytes as *const [u8] as *const std::ffi::CStr)
        }
        pub fn from_bytes_with_nul(
            bytes: &[u8],
        ) -> std::result::Result<&std::ffi::CStr, std::ffi::FromBytesWithNulError> {
            let position = position_of_zero(bytes);
            if position == bytes.len() {
                return Err(std::ffi::FromBytesWithNulError::NotNulTerminated);
            }
            if position + 1 != bytes.len() {
                return Err(std::ffi::FromBytesWithNulError::InteriorNul { position });
            }
            Ok(unsafe { std::ffi::CStr::from_bytes_with_nul_unchecked(bytes) })
        }
        pub fn from_bytes_until_nul(
            bytes: &[u8],
        ) -> std::result::Result<&std::ffi::CStr, std::ffi::FromBytesUntilNulError> {
            let position = position_of_zero(bytes);
            if position == bytes.len() {
                return Err(std::ffi::FromBytesUntilNulError(()));
            }
            let text = std::slice::part(bytes, std::ops::RangeTo { end: position + 1 });
            Ok(unsafe { std::ffi::CStr::from_bytes_with_nul_unchecked(text) })
        }
        pub fn as_ptr(&self) -> *const i8 {
            self.to_bytes_with_nul().as_ptr() as *const i8
        }
        pub fn to_bytes_with_nul(&self) -> &[u8] {
            unsafe { &*(self as *const std::ffi::CStr as *const [u8]) }
        }
        pub fn to_bytes(&self) -> &[u8] {
            let bytes = self.to_bytes_with_nul();
            std::slice::part(bytes, std::ops::RangeTo { end: bytes.len() - 1 })
        }
        pub fn count_bytes(&self) -> usize {
            self.to_bytes().len()
        }
        pub fn is_empty(&self) -> bool {
            self.to_bytes().len() == 0
        }
        pub fn to_str(&self) -> std::result::Result<&str, std::str::Utf8Error> {
            std::str::from_utf8(self.to_bytes())
        }
        pub fn to_string_lossy(&self) -> std::borrow::Cow<'_, str> {
            std::string::String::from_utf8_lossy(self.to_bytes())
        }
    }

    impl std::ffi::NulError {
        pub fn nul_position(&self) -> usize {
            self.0
        }
        pub fn into_vec(self) -> std::vec::Vec<u8> {
            self.1
        }
    }

    impl std::borrow::Borrow<std::ffi::CStr> for std::ffi::CString {
        fn borrow(&self) -> &std::ffi::CStr {
            self.as_c_str()
        }
    }
    impl std::borrow::ToOwned for std::ffi::CStr {
        type Owned = std::ffi::CString;
        fn to_owned(&self) -> std::ffi::CString {
            let bytes = self.to_bytes_with_nul();
            let copy = std::string::copy_of(bytes);
            std::ffi::CString { inner: copy.into_boxed_slice() }
        }
    }

    impl std::ffi::CString {
        pub fn new<T: std::convert::Into<std::vec::Vec<u8>>>(
            text: T,
        ) -> std::result::Result<std::ffi::CString, std::ffi::NulError> {
            let bytes = <T as std::convert::Into<std::vec::Vec<u8>>>::into(text);
            let position = position_of_zero(bytes.as_slice());
            if position != bytes.len() {
                return Err(std::ffi::NulError(position, bytes));
            }
            Ok(unsafe { std::ffi::CString::from_vec_unchecked(bytes) })
        }
        pub unsafe fn from_vec_unchecked(bytes: std::vec::Vec<u8>) -> std::ffi::CString {
            let mut all = bytes;
            all.reserve_exact(1);
            all.push(0);
            std::ffi::CString { inner: all.into_boxed_slice() }
        }
        pub fn into_raw(self) -> *mut i8 {
            std::boxed::Box::<[u8]>::into_raw(self.inner) as *mut i8
        }
        pub unsafe fn from_raw(pointer: *mut i8) -> std::ffi::CString {
            let length = std::ffi::CStr::from_ptr(pointer).to_bytes_with_nul().len();
            let bytes = core::ptr::slice_from_raw_parts_mut(pointer as *mut u8, length);
            std::ffi::CString { inner: std::boxed::Box::<[u8]>::from_raw(bytes) }
        }
        pub fn as_c_str(&self) -> &std::ffi::CStr {
            unsafe { std::ffi::CStr::from_bytes_with_nul_unchecked(self.as_bytes_with_nul()) }
        }
        pub fn as_bytes_with_nul(&self) -> &[u8] {
            unsafe { &*self.inner.0.pointer.pointer }
        }
        pub fn as_bytes(&self) -> &[u8] {
            self.as_c_str().to_bytes()
        }
        pub fn into_bytes(self) -> std::vec::Vec<u8> {
            std::string::copy_of(self.as_bytes())
        }
        pub fn into_string(
            self,
        ) -> std::result::Result<std::string::String, std::ffi::IntoStringError> {
            match self.as_c_str().to_str() {
                Ok(text) => Ok(<std::string::String as std::convert::From<&str>>::from(text)),
                Err(error) => Err(std::ffi::IntoStringError { inner: self, error }),
            }
        }
    }

    impl std::ops::Deref for std::ffi::CString {
        type Target = std::ffi::CStr;
        fn deref(&self) -> &std::ffi::CStr {
            self.as_c_str()
        }
    }
    impl std::convert::AsRef<std::ffi::CStr> for std::ffi::CString {
        fn as_ref(&self) -> &std::ffi::CStr {
            self.as_c_str()
        }
    }
    impl std::clone::Clone for std::ffi::CString {
        fn clone(&self) -> std::ffi::CString {
            std::borrow::ToOwned::to_owned(self.as_c_str())
        }
    }
}
