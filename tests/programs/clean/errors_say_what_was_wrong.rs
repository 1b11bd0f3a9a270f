// SPDX-License-Identifier: MIT
//
// The errors of std as text, as errors of one kind, and what lies behind them.

use std::error::Error;
use std::fmt;

#[derive(Debug)]
struct Outer(fmt::Error);

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "outside of {}", self.0)
    }
}

impl Error for Outer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

fn tell<E: Error>(error: E) {
    println!("{error} | {error:?} | {}", error.source().is_some());
}

#[allow(deprecated)]
fn tell_as_long_ago(error: &dyn Error) {
    println!("{} {}", error.description(), error.cause().is_some());
}

fn fail(text: &str) -> Result<(), Box<dyn Error>> {
    if text.is_empty() {
        return Err("no text".into());
    }
    Err(Box::from(text.to_string()))
}

fn main() {
    let cut = vec![0xC3, b'a'];
    tell(fmt::Error);
    tell(&Outer(fmt::Error));
    tell(Box::new(Outer(fmt::Error)));
    tell("maybe".parse::<bool>().unwrap_err());
    tell(u8::try_from(300i32).unwrap_err());
    tell(<&[u8; 2]>::try_from(&[1, 2, 3][..]).unwrap_err());
    tell(String::from_utf8(vec![b'a', 0xC3]).unwrap_err());
    tell(std::str::from_utf8(&cut[..]).unwrap_err());
    tell(std::ffi::CString::new("a\0b").unwrap_err());
    tell(std::env::VarError::NotPresent);
    tell_as_long_ago(&Outer(fmt::Error));
    tell_as_long_ago(&fmt::Error);

    println!("{:?} {}", fail("").unwrap_err(), fail("text").unwrap_err());
    let errors: [Box<dyn Error + Send + Sync>; 2] = ["one".into(), "two".to_string().into()];
    println!("{errors:?} {}", errors[1]);

    let bytes = String::from_utf8(vec![b'a', 0xFF, b'b']).unwrap_err();
    println!("{:?} {}", bytes.as_bytes(), bytes.utf8_error().valid_up_to());
    println!("{:?}", bytes.into_bytes());
    let error = std::str::from_utf8(&cut[..1]).unwrap_err();
    println!("{}", error.clone() == error);
}
