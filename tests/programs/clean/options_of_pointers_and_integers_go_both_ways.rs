// SPDX-License-Identifier: MIT
// What is never zero or null has room for None: such options are passed to C as what they hold.
use std::num::{NonZeroI64, NonZeroU32, NonZeroU8};
use std::ptr::NonNull;

type Step = extern "C" fn(i32) -> i32;

extern "C" {
    fn find(values: *const i32, count: usize, wanted: i32) -> Option<NonNull<i32>>;
    fn read_or(value: Option<&i32>, otherwise: i32) -> i32;
    fn take(value: Option<Box<i32>>) -> i32;
    fn choose(name: u8) -> Option<Step>;
    fn is_chosen(step: Option<Step>) -> bool;
    fn half(number: Option<NonZeroU32>) -> Option<NonZeroU32>;
    fn negate(number: Option<NonZeroI64>) -> NonZeroI64;
    fn narrow(number: NonZeroU8) -> Option<NonZeroU8>;
}

fn check(condition: bool, what: u32) {
    if !condition {
        panic!("{}", what);
    }
}

fn number(value: Option<NonZeroU32>) -> u32 {
    match value {
        Some(value) => value.get(),
        None => 0,
    }
}

fn main() {
    let values = [3, 5, 8];
    unsafe {
        match find(values.as_ptr(), 3, 5) {
            Some(found) => check(*found.as_ptr() == 5, 1),
            None => check(false, 2),
        }
        check(find(values.as_ptr(), 3, 4).is_none(), 3);
        check(read_or(Some(&values[2]), 1) == 8, 4);
        check(read_or(None, 1) == 1, 5);
        check(take(None) == -1, 6);
        check(!is_chosen(choose(b'n')), 7);
        check(is_chosen(choose(b'y')), 8);
        check(number(half(NonZeroU32::new(10))) == 5, 9);
        check(number(half(NonZeroU32::new(1))) == 0, 10);
        check(number(half(None)) == 0, 11);
        check(negate(NonZeroI64::new(-7)).get() == 7, 12);
        check(negate(None).get() == -1, 13);
        check(narrow(NonZeroU8::new_unchecked(255)).is_none(), 14);
        check(narrow(NonZeroU8::new_unchecked(1)).is_some(), 15);
    }
}
