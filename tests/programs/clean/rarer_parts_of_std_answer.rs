// SPDX-License-Identifier: MIT
//
// Flags of formatters, derived texts of many fields, entries that are taken, given hashers,
// buffers of readers, and time that has passed.
use std::collections::hash_map::{DefaultHasher, Entry, RandomState};
use std::collections::{btree_map, BTreeMap, HashMap};
use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher};
use std::io::{self, BufRead, Cursor};
use std::time::Instant;

#[derive(Clone, Debug, Default, PartialEq)]
struct Five {
    one: u8,
    two: u8,
    three: Vec<u8>,
    four: Option<u8>,
    five: bool,
}

#[derive(Debug)]
#[allow(dead_code)]
struct Three(u8, char, f32);

#[derive(Debug)]
#[allow(dead_code)]
struct Four(u8, u8, u8, u8);

#[derive(Debug)]
#[allow(dead_code)]
struct FiveInARow(u8, u8, u8, u8, &'static str);

struct Flags;

impl fmt::Display for Flags {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}{}{}", out.sign_plus(), out.sign_minus(), out.sign_aware_zero_pad())
    }
}

fn show() {
    println!("{Flags} {Flags:+} {Flags:05}");
    println!("{:?} {:?}", Three(1, 'x', 0.5), Four(1, 2, 3, 4));
    println!("{:?} {:?}", FiveInARow(1, 2, 3, 4, "five"), 2..=7);
    let mut five = Five { one: 1, three: vec![3, 3], ..Five::default() };
    let other = Five { two: 2, four: Some(4), five: true, ..five.clone() };
    println!("{other:?}");
    five.clone_from(&other);
    println!("{}", five == other);
}

fn hashes() {
    let mut hasher = DefaultHasher::new();
    hasher.write_i8(-1);
    hasher.write_i16(-2);
    hasher.write_i32(-3);
    hasher.write_isize(-4);
    hasher.write_i128(-5);
    i32::hash_slice(&[6, 7], &mut hasher);
    <(u8, char)>::hash_slice(&[(8, 'n')], &mut hasher);
    println!("{:016x}", hasher.finish());
    let state = RandomState::new();
    let (mut first, mut second) = (state.build_hasher(), state.build_hasher());
    "same".hash(&mut first);
    "same".hash(&mut second);
    println!("{}", first.finish() == second.finish());
    let mut map = HashMap::with_capacity_and_hasher(4, state);
    map.insert("a", 1);
    let mut other: HashMap<i32, i32> = HashMap::with_hasher(RandomState::new());
    other.insert(1, 2);
    println!("{map:?} {other:?}");
}

fn entries() {
    let mut hashed = HashMap::from([("x", 1)]);
    if let Entry::Occupied(entry) = hashed.entry("x") {
        *entry.into_mut() += 10;
    }
    let mut ordered = BTreeMap::from([("y", 2)]);
    if let btree_map::Entry::Occupied(entry) = ordered.entry("y") {
        *entry.into_mut() += 20;
    }
    if let btree_map::Entry::Vacant(entry) = ordered.entry("z") {
        println!("{}", entry.into_key());
    }
    println!("{hashed:?} {ordered:?}");
}

fn read() {
    let mut input = Cursor::new("abcdef");
    println!("{:?}", input.fill_buf().map(|bytes| bytes.len()));
    input.consume(2);
    println!("{:?}", input.fill_buf());
    println!("{:?}", io::Error::from_raw_os_error(2).raw_os_error());
    println!("{:?}", io::Error::new(io::ErrorKind::Other, "mine").raw_os_error());
    let boxed: Box<str> = "bytes".into();
    println!("{:?}", boxed.into_boxed_bytes());
}

fn main() {
    show();
    hashes();
    entries();
    read();
    let begin = Instant::now();
    println!("{}", Instant::now().duration_since(begin).as_secs() < 60);
}
