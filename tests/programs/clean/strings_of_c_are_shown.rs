// SPDX-License-Identifier: MIT
//
// Debug of strings of C, whatever bytes they hold, and what their errors say.

use std::error::Error;
use std::ffi::{CStr, CString};

fn tell<E: Error>(error: E) {
    println!("{error} | {error:?} | {}", error.source().is_some());
}

fn main() {
    let text = CString::new("tab\t 'quoted' \"twice\" \\ é\n").unwrap();
    println!("{text:?} {:?}", text.as_c_str());
    let bytes = CString::new(vec![b'a', 0xFF, 0xE4, 0xB8, b'b', 1, 0xE4]).unwrap();
    println!("{bytes:?} {:?} {:?}", c"plain", CString::default_of());

    tell(CStr::from_bytes_with_nul(b"a\0b\0").unwrap_err());
    tell(CStr::from_bytes_with_nul(b"ab").unwrap_err());
    tell(CStr::from_bytes_until_nul(b"ab").unwrap_err());
    tell(bytes.into_string().unwrap_err());
    println!("{:?}", text.into_string());
}

trait DefaultOf {
    fn default_of() -> Self;
}

impl DefaultOf for CString {
    fn default_of() -> CString {
        CString::new("").unwrap()
    }
}
