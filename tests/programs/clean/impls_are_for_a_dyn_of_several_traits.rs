// SPDX-License-Identifier: MIT
// `dyn Error + Send + Sync` in an impl, which a macro may have written, is the type that the
// program converts from, in whatever order its traits stand.
use std::error::Error;
use std::fmt;

#[derive(Debug)]
enum Failure {
    Shared(Box<dyn Error + Send + Sync>),
    Number(std::num::ParseIntError),
}

macro_rules! from {
    ($($type:ty => $variant:ident),*) => {
        $(impl From<$type> for Failure {
            fn from(error: $type) -> Failure {
                Failure::$variant(error)
            }
        })*
    };
}

from! { Box<dyn Error + Send + Sync> => Shared, std::num::ParseIntError => Number }

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Shared(error) => write!(f, "shared: {error}"),
            Failure::Number(error) => write!(f, "number: {error}"),
        }
    }
}

trait Named {
    fn name(&self) -> String;
}

impl Named for Box<dyn Sync + Send + fmt::Display> {
    fn name(&self) -> String {
        format!("<{self}>")
    }
}

impl Named for Box<dyn fmt::Display> {
    fn name(&self) -> String {
        format!("({self})")
    }
}

fn check(text: &str) -> Result<i32, Box<dyn Error + Send + Sync>> {
    if text.is_empty() {
        Err("empty".into())
    } else {
        Ok(text.len() as i32)
    }
}

fn sum(text: &str) -> Result<i32, Failure> {
    Ok(check(text)? + text.parse::<i32>()?)
}

fn main() {
    for text in ["12", "", "x"] {
        match sum(text) {
            Ok(sum) => println!("{sum}"),
            Err(failure) => println!("{failure} {failure:?}"),
        }
    }
    let both: [Box<dyn fmt::Display + Send + Sync>; 2] = [Box::new(1), Box::new("a")];
    println!("{}", both.iter().map(|value| value.name()).collect::<String>());
    let plain: Box<dyn fmt::Display> = Box::new('c');
    println!("{}", plain.name());
}
