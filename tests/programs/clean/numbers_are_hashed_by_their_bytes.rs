// SPDX-License-Identifier: MIT
//
// Hash of all that std hashes by itself: what a hasher is given, and in which pieces.

use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};
use std::collections::hash_map::DefaultHasher;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};

#[derive(Default)]
struct Pieces(Vec<Vec<u8>>);

impl Hasher for Pieces {
    fn write(&mut self, bytes: &[u8]) {
        self.0.push(bytes.to_vec());
    }
    fn finish(&self) -> u64 {
        self.0.len() as u64
    }
}

fn pieces<T: Hash + ?Sized>(value: &T) -> Vec<Vec<u8>> {
    let mut hasher = Pieces::default();
    value.hash(&mut hasher);
    hasher.0
}

fn show<T: Hash + ?Sized>(value: &T) {
    println!("{:?}", pieces(value));
}

fn main() {
    show(&1u64);
    show(&2u128);
    show(&3usize);
    show(&-1i8);
    show(&-2i16);
    show(&-3i128);
    show(&true);
    show(&());
    show(&(7u8,));
    show(&(1u8, 2u8, 3u8, 4u8));
    show(&&mut 5u8);
    show(&Box::new(6u8));
    show(&Cow::Borrowed("cow"));
    show(&Reverse(9u8));
    println!("{}", pieces(&Ordering::Less) == pieces(&Ordering::Less));
    show(&[1u32, 2][..]);
    show(&[3u64][..]);
    show(&[4u128][..]);
    show(&[5usize][..]);
    show(&[-1i8, 1][..]);
    show(&[-2i16][..]);
    show(&[-3i64][..]);
    show(&[-4i128][..]);
    show(&[-5isize][..]);

    let mut number = 8;
    let (left, right): (*const i32, *mut i32) = (&number, &mut number);
    println!("{} {}", pieces(&left) == pieces(&left), pieces(&right) == pieces(&left));
    let mut hasher = DefaultHasher::default();
    hasher.write_u8(1);
    let mut other = hasher.clone();
    println!("{} {}", hasher.finish() == other.finish(), number);
    other.write_u8(2);
    println!("{}", hasher.finish() == other.finish());
    let builder = BuildHasherDefault::<Pieces>::default();
    println!("{}", builder.clone().build_hasher().finish());
}
