// Types, traits and consts of one name in several modules, named by what `use` brings in.
mod flat {
    pub const SIDES: usize = 2;

    #[derive(Debug, Clone, Copy)]
    pub struct Point {
        pub at: [i32; SIDES],
    }

    #[allow(dead_code)]
    #[derive(Debug)]
    pub enum Error {
        Far(u8),
    }

    pub trait Size {
        fn size(&self) -> usize;
    }

    impl Size for Point {
        fn size(&self) -> usize {
            self.at.len()
        }
    }
}

mod solid {
    use super::flat::{self, Point as Base};

    pub const SIDES: usize = 3;

    #[derive(Debug)]
    pub struct Point {
        pub base: Base,
        pub at: [f64; SIDES],
    }

    #[allow(dead_code)]
    #[derive(Debug)]
    pub enum Error {
        Deep { by: u16 },
        Flat(flat::Error),
    }

    pub trait Size {
        fn size(&self) -> u8;
    }

    impl Size for Point {
        fn size(&self) -> u8 {
            self.at.len() as u8 + flat::Size::size(&self.base) as u8
        }
    }

    pub mod inner {
        pub struct Wrapper(pub super::Point, pub crate::flat::Point);
    }
}

mod all {
    pub use crate::flat::*;
    pub use crate::solid::inner as wrappers;
}

use all::wrappers::Wrapper;
use all::Point;
use solid::Size;
use std::fmt::Write as _;

fn check(deep: bool) -> Result<Point, solid::Error> {
    Err(if deep { solid::Error::Deep { by: 9 } } else { solid::Error::Flat(flat::Error::Far(3)) })
}

fn main() {
    let base = Point { at: [1, 2] };
    let wrapper = Wrapper(solid::Point { base, at: [0.5; solid::SIDES] }, base);
    println!("{:?} {:?}", wrapper.0, wrapper.1);
    println!("{} {}", wrapper.0.size(), flat::Size::size(&wrapper.1));
    println!("{:?} {:?}", check(true).unwrap_err(), check(false));
    println!("{}", std::mem::size_of::<Wrapper>());
    let mut text = String::new();
    write!(text, "{}", std::mem::size_of::<solid::Error>()).unwrap();
    println!("{text}");
}
