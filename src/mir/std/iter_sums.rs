// SPDX-License-Identifier: MIT
//
// sum and product of numbers, which overflow as `+` and `*` do. A sum of no floats is -0.0.
pub mod iter_sums {
    use crate::builtin;
    use crate::std;
    use std::option::Option::{None, Some};

    fn add_all<T: core::ops::Add<T, Output = T>, I: std::iter::Iterator<Item = T>>(
        start: T,
        items: I,
    ) -> T {
        let mut rest = items;
        let mut total = start;
        loop {
            match rest.next() {
                Some(item) => total = core::ops::Add::add(total, item),
                None => return total,
            }
        }
    }
    fn multiply_all<T: core::ops::Mul<T, Output = T>, I: std::iter::Iterator<Item = T>>(
        start: T,
        items: I,
    ) -> T {
        let mut rest = items;
        let mut total = start;
        loop {
            match rest.next() {
                Some(item) => total = core::ops::Mul::mul(total, item),
                None => return total,
            }
        }
    }
    // A number that every type of integers has.
    fn small<T: builtin::Integer>(value: u8) -> T {
        std::models::convert::<u8, T>(value).0
    }
    impl<T: builtin::Integer> std::iter::Sum<T> for T {
        fn sum<I: std::iter::Iterator<Item = T>>(items: I) -> T {
            add_all(small(0), items)
        }
    }
    impl<'a, T: builtin::Integer> std::iter::Sum<&'a T> for T {
        fn sum<I: std::iter::Iterator<Item = &'a T>>(items: I) -> T {
            add_all(small(0), items.copied())
        }
    }
    impl<T: builtin::Integer> std::iter::Product<T> for T {
        fn product<I: std::iter::Iterator<Item = T>>(items: I) -> T {
            multiply_all(small(1), items)
        }
    }
    impl<'a, T: builtin::Integer> std::iter::Product<&'a T> for T {
        fn product<I: std::iter::Iterator<Item = &'a T>>(items: I) -> T {
            multiply_all(small(1), items.copied())
        }
    }
    impl std::iter::Sum<f32> for f32 {
        fn sum<I: std::iter::Iterator<Item = f32>>(items: I) -> f32 {
            add_all(-0.0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a f32> for f32 {
        fn sum<I: std::iter::Iterator<Item = &'a f32>>(items: I) -> f32 {
            add_all(-0.0, items.copied())
        }
    }
    impl std::iter::Product<f32> for f32 {
        fn product<I: std::iter::Iterator<Item = f32>>(items: I) -> f32 {
            multiply_all(1.0, items)
        }
    }
    impl<'a> std::iter::Product<&'a f32> for f32 {
        fn product<I: std::iter::Iterator<Item = &'a f32>>(items: I) -> f32 {
            multiply_all(1.0, items.copied())
        }
    }
    impl std::iter::Sum<f64> for f64 {
        fn sum<I: std::iter::Iterator<Item = f64>>(items: I) -> f64 {
            add_all(-0.0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a f64> for f64 {
        fn sum<I: std::iter::Iterator<Item = &'a f64>>(items: I) -> f64 {
            add_all(-0.0, items.copied())
        }
    }
    impl std::iter::Product<f64> for f64 {
        fn product<I: std::iter::Iterator<Item = f64>>(items: I) -> f64 {
            multiply_all(1.0, items)
        }
    }
    impl<'a> std::iter::Product<&'a f64> for f64 {
        fn product<I: std::iter::Iterator<Item = &'a f64>>(items: I) -> f64 {
            multiply_all(1.0, items.copied())
        }
    }
}
