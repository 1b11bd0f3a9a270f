// SPDX-License-Identifier: MIT
// A function of C in a module, and a function or method of the program that wraps it, of one name;
// with std's errors of names that C cannot have, and ranges, which are cloned.
//~ library: libc.so.6
use std::error::Error;
use std::ffi::{CString, NulError};
use std::iter::Product;
use std::ops::Range;

mod sys {
    unsafe extern "C" {
        pub fn abs(value: i32) -> i32;
        pub fn labs(value: i64) -> i64;
    }
    pub mod letters {
        unsafe extern "C" {
            pub fn toupper(letter: i32) -> i32;
            #[link_name = "tolower"]
            pub fn lower(letter: i32) -> i32;
        }
        pub use inner::toascii as ascii;
        mod inner {
            unsafe extern "C" {
                pub fn toascii(letter: i32) -> i32;
            }
        }
    }
}

use sys::letters::ascii;

struct Number(i64);

impl Number {
    fn labs(&self) -> i64 {
        unsafe { sys::labs(self.0) }
    }
    fn toupper(letter: char) -> char {
        char::from(unsafe { sys::letters::toupper(letter as i32) } as u8)
    }
}

fn abs(value: i32) -> u32 {
    unsafe { sys::abs(value) as u32 }
}

fn lower(letter: char) -> char {
    char::from(unsafe { sys::letters::lower(letter as i32) } as u8)
}

fn toascii(letter: u8) -> i32 {
    unsafe { ascii(letter as i32) }
}

fn name(text: &str) -> Result<CString, NulError> {
    CString::new(text)
}

#[derive(Debug, Clone, Copy)]
struct Factor(i32);

impl Product for Factor {
    fn product<I: Iterator<Item = Self>>(factors: I) -> Self {
        factors.fold(Factor(1), |left, right| Factor(left.0 * right.0))
    }
}

impl<'a> Product<&'a Factor> for Factor {
    fn product<I: Iterator<Item = &'a Self>>(factors: I) -> Self {
        factors.copied().product()
    }
}

fn main() {
    println!("{} {} {}", abs(-3), Number(-4).labs(), Number::toupper('x'));
    println!("{} {}", lower('Y'), toascii(0xe1));
    let function: unsafe extern "C" fn(i32) -> i32 = sys::abs;
    println!("{}", unsafe { function(-9) });
    let error: Box<dyn Error> = name("a\0b").unwrap_err().into();
    println!("{error}; {:?}", name("a\0b").map_err(|e| (e.nul_position(), e.into_vec())));
    let spans: Vec<Option<Range<usize>>> = vec![Some(1..3), None];
    println!("{:?} {:?}", spans[0].clone(), spans.clone());
    println!("{:?}", [Factor(2), Factor(3)].iter().product::<Factor>());
}
