#!/usr/bin/env run-cargo-script
//! Items between all that is not one. It is read, never run.
#![allow(dead_code, unused)]

/* struct Commented { /* nested */ } struct StillCommented; */
const TEXT: &str = "struct InString { \" } // not a comment";
const RAW: &str = r##"struct InRaw { "# } "##;
const BYTES: (&[u8], &[u8], char, u8) = (b"struct A;\"", br#"struct B;"#, '"', b'\'');
static QUOTE: char = '\u{22}';

macro_rules! make {
    ($name:ident) => {
        struct InMacro {
            x: u8,
        }
    };
}
make!(Made);
make! { struct Braces; }

use std::ffi::{c_int, c_long as Long, CStr};
use std::os::raw::*;

pub struct Unit;
pub(crate) struct Wide<'a, T: 'a + ?Sized = u8, const N: usize = 3>(pub &'a T, pub(super) [u8; N])
where
    T: Clone;

type Callback<T> = Option<unsafe extern "C" fn(data: *mut T, _: c_int) -> c_int>;

fn lifetimes<'a>(x: &'a str, f: impl Fn(&str) -> usize) -> impl Iterator<Item = &'a str> + use<'a>
where
    [u8; { 3 }]: Sized,
{
    let not_a_char: &'a str = x;
    if !(x.len() == 1 && 'a' != 'b') {
        unsafe {
            extern "C" {
                fn in_block(x: c_int);
            }
        }
    }
    let pointer: extern "C" fn(c_int) = todo!();
    struct InFunction {
        union: u8,
    }
    mod in_function {
        pub enum Deep {
            A,
        }
    }
    let union = 3;
    let range = 1..2;
    let tuple = ((1, 2), 3).0.1;
    impl InFunction {
        fn method<U>(&self) {
            fn inside() {}
        }
    }
    std::iter::empty()
}

unsafe trait Shape<T = Self>: Sized {
    type Unit;
    fn area(&self) -> i32;
    fn twice(&self) -> i32 {
        self.area() * 2
    }
}

unsafe impl<T> Shape<T> for Unit {
    type Unit = T;
    fn area(&self) -> i32 {
        1
    }
}

mod outer {
    #[repr(C)]
    pub union r#union {
        pub a: u32,
        pub b: f32,
    }
    #[cfg(test)]
    mod tests {
        struct OnlyInTests;
    }
}
