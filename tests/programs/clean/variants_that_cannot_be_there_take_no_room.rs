// SPDX-License-Identifier: MIT
// Uninhabited variants without bytes are not encoded; an enum of one variant is that variant.
use std::convert::Infallible;
use std::mem::size_of;

enum Never {}

enum Only {
    One(u32, u8),
}

#[allow(dead_code)] // Nobody can make these.
enum Mixed {
    Gone(Never),
    Here(u16),
    AlsoGone(Infallible, ()),
}

static MIXED: [Mixed; 2] = [Mixed::Here(4), Mixed::Here(5)];

fn value(mixed: &Mixed) -> u16 {
    match mixed {
        Mixed::Gone(never) => match *never {},
        Mixed::Here(value) => *value,
        Mixed::AlsoGone(never, ()) => match *never {},
    }
}

fn certain(result: Result<u64, Infallible>) -> u64 {
    match result {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

fn show(value: u64) {
    println!("{}", value);
}

fn main() {
    show(size_of::<Never>() as u64 + size_of::<Option<Never>>() as u64);
    show(size_of::<Mixed>() as u64);
    show(size_of::<Result<u64, Infallible>>() as u64);
    show(value(&MIXED[0]) as u64 + value(&MIXED[1]) as u64);
    show(certain(Ok(6)));
    let Only::One(first, second) = Only::One(7, 8);
    show(first as u64 + second as u64 + size_of::<Only>() as u64);
    let nothing: Option<Never> = None;
    show(nothing.is_none() as u64);
}
