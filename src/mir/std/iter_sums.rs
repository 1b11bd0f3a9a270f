// SPDX-License-Identifier: MIT
//
// sum and product of numbers, which overflow as `+` and `*` do. A sum of no floats is -0.0.
pub mod iter_sums {
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
    impl std::iter::Sum<i8> for i8 {
        fn sum<I: std::iter::Iterator<Item = i8>>(items: I) -> i8 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a i8> for i8 {
        fn sum<I: std::iter::Iterator<Item = &'a i8>>(items: I) -> i8 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<i8> for i8 {
        fn product<I: std::iter::Iterator<Item = i8>>(items: I) -> i8 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a i8> for i8 {
        fn product<I: std::iter::Iterator<Item = &'a i8>>(items: I) -> i8 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<i16> for i16 {
        fn sum<I: std::iter::Iterator<Item = i16>>(items: I) -> i16 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a i16> for i16 {
        fn sum<I: std::iter::Iterator<Item = &'a i16>>(items: I) -> i16 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<i16> for i16 {
        fn product<I: std::iter::Iterator<Item = i16>>(items: I) -> i16 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a i16> for i16 {
        fn product<I: std::iter::Iterator<Item = &'a i16>>(items: I) -> i16 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<i32> for i32 {
        fn sum<I: std::iter::Iterator<Item = i32>>(items: I) -> i32 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a i32> for i32 {
        fn sum<I: std::iter::Iterator<Item = &'a i32>>(items: I) -> i32 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<i32> for i32 {
        fn product<I: std::iter::Iterator<Item = i32>>(items: I) -> i32 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a i32> for i32 {
        fn product<I: std::iter::Iterator<Item = &'a i32>>(items: I) -> i32 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<i64> for i64 {
        fn sum<I: std::iter::Iterator<Item = i64>>(items: I) -> i64 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a i64> for i64 {
        fn sum<I: std::iter::Iterator<Item = &'a i64>>(items: I) -> i64 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<i64> for i64 {
        fn product<I: std::iter::Iterator<Item = i64>>(items: I) -> i64 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a i64> for i64 {
        fn product<I: std::iter::Iterator<Item = &'a i64>>(items: I) -> i64 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<i128> for i128 {
        fn sum<I: std::iter::Iterator<Item = i128>>(items: I) -> i128 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a i128> for i128 {
        fn sum<I: std::iter::Iterator<Item = &'a i128>>(items: I) -> i128 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<i128> for i128 {
        fn product<I: std::iter::Iterator<Item = i128>>(items: I) -> i128 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a i128> for i128 {
        fn product<I: std::iter::Iterator<Item = &'a i128>>(items: I) -> i128 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<isize> for isize {
        fn sum<I: std::iter::Iterator<Item = isize>>(items: I) -> isize {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a isize> for isize {
        fn sum<I: std::iter::Iterator<Item = &'a isize>>(items: I) -> isize {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<isize> for isize {
        fn product<I: std::iter::Iterator<Item = isize>>(items: I) -> isize {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a isize> for isize {
        fn product<I: std::iter::Iterator<Item = &'a isize>>(items: I) -> isize {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<u8> for u8 {
        fn sum<I: std::iter::Iterator<Item = u8>>(items: I) -> u8 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a u8> for u8 {
        fn sum<I: std::iter::Iterator<Item = &'a u8>>(items: I) -> u8 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<u8> for u8 {
        fn product<I: std::iter::Iterator<Item = u8>>(items: I) -> u8 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a u8> for u8 {
        fn product<I: std::iter::Iterator<Item = &'a u8>>(items: I) -> u8 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<u16> for u16 {
        fn sum<I: std::iter::Iterator<Item = u16>>(items: I) -> u16 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a u16> for u16 {
        fn sum<I: std::iter::Iterator<Item = &'a u16>>(items: I) -> u16 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<u16> for u16 {
        fn product<I: std::iter::Iterator<Item = u16>>(items: I) -> u16 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a u16> for u16 {
        fn product<I: std::iter::Iterator<Item = &'a u16>>(items: I) -> u16 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<u32> for u32 {
        fn sum<I: std::iter::Iterator<Item = u32>>(items: I) -> u32 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a u32> for u32 {
        fn sum<I: std::iter::Iterator<Item = &'a u32>>(items: I) -> u32 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<u32> for u32 {
        fn product<I: std::iter::Iterator<Item = u32>>(items: I) -> u32 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a u32> for u32 {
        fn product<I: std::iter::Iterator<Item = &'a u32>>(items: I) -> u32 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<u64> for u64 {
        fn sum<I: std::iter::Iterator<Item = u64>>(items: I) -> u64 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a u64> for u64 {
        fn sum<I: std::iter::Iterator<Item = &'a u64>>(items: I) -> u64 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<u64> for u64 {
        fn product<I: std::iter::Iterator<Item = u64>>(items: I) -> u64 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a u64> for u64 {
        fn product<I: std::iter::Iterator<Item = &'a u64>>(items: I) -> u64 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<u128> for u128 {
        fn sum<I: std::iter::Iterator<Item = u128>>(items: I) -> u128 {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a u128> for u128 {
        fn sum<I: std::iter::Iterator<Item = &'a u128>>(items: I) -> u128 {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<u128> for u128 {
        fn product<I: std::iter::Iterator<Item = u128>>(items: I) -> u128 {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a u128> for u128 {
        fn product<I: std::iter::Iterator<Item = &'a u128>>(items: I) -> u128 {
            multiply_all(1, items.copied())
        }
    }
    impl std::iter::Sum<usize> for usize {
        fn sum<I: std::iter::Iterator<Item = usize>>(items: I) -> usize {
            add_all(0, items)
        }
    }
    impl<'a> std::iter::Sum<&'a usize> for usize {
        fn sum<I: std::iter::Iterator<Item = &'a usize>>(items: I) -> usize {
            add_all(0, items.copied())
        }
    }
    impl std::iter::Product<usize> for usize {
        fn product<I: std::iter::Iterator<Item = usize>>(items: I) -> usize {
            multiply_all(1, items)
        }
    }
    impl<'a> std::iter::Product<&'a usize> for usize {
        fn product<I: std::iter::Iterator<Item = &'a usize>>(items: I) -> usize {
            multiply_all(1, items.copied())
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
