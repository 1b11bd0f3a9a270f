// SPDX-License-Identifier: MIT
// One C function under several declarations: whatever Rust calls the pointer, C gets an address, and
// an absent one is null.

#![allow(clashing_extern_declarations)]

use std::ptr::NonNull;

#[repr(C)]
struct Gauge {
    unit: u8,
    level: i16,
}

extern "C" {
    #[link_name = "level_of"]
    fn level_of_raw(gauge: *const Gauge) -> i16;
    #[link_name = "level_of"]
    fn level_of_raw_mut(gauge: *mut Gauge) -> i16;
    #[link_name = "level_of"]
    fn level_of_reference(gauge: &Gauge) -> i16;
    #[link_name = "level_of"]
    fn level_of_reference_mut(gauge: &mut Gauge) -> i16;
    #[link_name = "level_of"]
    fn level_of_option(gauge: Option<&Gauge>) -> i16;
    #[link_name = "level_of"]
    fn level_of_non_null(gauge: NonNull<Gauge>) -> i16;
    #[link_name = "level_of"]
    fn level_of_option_non_null(gauge: Option<NonNull<Gauge>>) -> i16;
}

fn is(level: i16, expected: i16) {
    assert_eq!(level, expected);
}

fn main() {
    let mut gauge = Gauge { unit: b'm', level: -420 };
    unsafe {
        is(level_of_raw(&gauge), -420);
        is(level_of_raw_mut(&raw mut gauge), -420);
        is(level_of_reference(&gauge), -420);
        is(level_of_reference_mut(&mut gauge), -420);
        is(level_of_option(Some(&gauge)), -420);
        is(level_of_option(None), i16::MAX);
        is(level_of_non_null(NonNull::from(&gauge)), -420);
        is(level_of_option_non_null(NonNull::new(&raw mut gauge)), -420);
        is(level_of_option_non_null(None), i16::MAX);
    }
    assert_eq!(gauge.unit, b'm');
}
