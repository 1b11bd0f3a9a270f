// SPDX-License-Identifier: MIT
pub mod iter {
    use crate::std;
    use std::option::Option::{None, Some};

    /// What the ends of a range can do. The program sees nothing of it.
    pub trait Step: Copy {
        fn is_below(&self, other: &Self) -> bool;
        fn forward(self, count: usize) -> Self;
        fn backward(self, count: usize) -> Self;
    }

    impl<T: Copy> std::iter::Step for T {
        fn is_below(&self, other: &T) -> bool {
            std::models::step_is_below(*self, *other)
        }
        fn forward(self, count: usize) -> T {
            std::models::step_by(self, count)
        }
        fn backward(self, count: usize) -> T {
            std::models::step_by(self, count.wrapping_neg())
        }
    }

    pub trait Iterator {
        type Item;
        fn next(&mut self) -> std::option::Option<Self::Item>;
        fn rev(self) -> std::iter::Rev<Self>
        where
            Self: Sized,
        {
            std::iter::Rev { iter: self }
        }
        fn enumerate(self) -> std::iter::Enumerate<Self>
        where
            Self: Sized,
        {
            std::iter::Enumerate { iter: self, count: 0 }
        }
    }

    pub trait DoubleEndedIterator: std::iter::Iterator {
        fn next_back(&mut self) -> std::option::Option<Self::Item>;
    }

    pub trait IntoIterator {
        type Item;
        type IntoIter;
        fn into_iter(self) -> Self::IntoIter;
    }

    impl<I: std::iter::Iterator> std::iter::IntoIterator for I {
        type Item = I::Item;
        type IntoIter = I;
        fn into_iter(self) -> I {
            self
        }
    }

    pub struct Rev<T> {
        iter: T,
    }

    pub struct Enumerate<I> {
        iter: I,
        count: usize,
    }

    impl<I: std::iter::Iterator> std::iter::Iterator for std::iter::Enumerate<I> {
        type Item = (usize, I::Item);
        fn next(&mut self) -> std::option::Option<(usize, I::Item)> {
            match self.iter.next() {
                Some(item) => {
                    let index = self.count;
                    self.count += 1;
                    Some((index, item))
                }
                None => None,
            }
        }
    }


    impl<Idx: std::iter::Step> std::iter::Iterator for std::iter::Rev<std::ops::Range<Idx>> {
        type Item = Idx;
        fn next(&mut self) -> std::option::Option<Idx> {
            self.iter.next_back()
        }
    }
    impl<Idx: std::iter::Step> std::iter::Iterator
        for std::iter::Rev<std::ops::RangeInclusive<Idx>>
    {
        type Item = Idx;
        fn next(&mut self) -> std::option::Option<Idx> {
            self.iter.next_back()
        }
    }
    impl<'a, T> std::iter::Iterator for std::iter::Rev<std::slice::Iter<'a, T>> {
        type Item = &'a T;
        fn next(&mut self) -> std::option::Option<&'a T> {
            self.iter.next_back()
        }
    }

    impl<Idx: std::iter::Step> std::iter::Iterator for std::ops::Range<Idx> {
        type Item = Idx;
        fn next(&mut self) -> std::option::Option<Idx> {
            if !self.start.is_below(&self.end) {
                return None;
            }
            let value = self.start;
            self.start = value.forward(1);
            Some(value)
        }
    }

    impl<Idx: std::iter::Step> std::iter::DoubleEndedIterator for std::ops::Range<Idx> {
        fn next_back(&mut self) -> std::option::Option<Idx> {
            if !self.start.is_below(&self.end) {
                return None;
            }
            self.end = self.end.backward(1);
            Some(self.end)
        }
    }

    impl<Idx: std::iter::Step> std::iter::Iterator for std::ops::RangeFrom<Idx> {
        type Item = Idx;
        fn next(&mut self) -> std::option::Option<Idx> {
            let value = self.start;
            self.start = value.forward(1);
            Some(value)
        }
    }

    impl<Idx: std::iter::Step> std::iter::Iterator for std::ops::RangeInclusive<Idx> {
        type Item = Idx;
        fn next(&mut self) -> std::option::Option<Idx> {
            if self.exhausted || self.end.is_below(&self.start) {
                return None;
            }
            let value = self.start;
            if value.is_below(&self.end) {
                self.start = value.forward(1);
            } else {
                self.exhausted = true;
            }
            Some(value)
        }
    }

    impl<Idx: std::iter::Step> std::iter::DoubleEndedIterator for std::ops::RangeInclusive<Idx> {
        fn next_back(&mut self) -> std::option::Option<Idx> {
            if self.exhausted || self.end.is_below(&self.start) {
                return None;
            }
            let value = self.end;
            if self.start.is_below(&value) {
                self.end = value.backward(1);
            } else {
                self.exhausted = true;
            }
            Some(value)
        }
    }
}
