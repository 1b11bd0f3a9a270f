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
        fn nth(&mut self, n: usize) -> std::option::Option<Self::Item> {
            let mut left = n;
            while left > 0 {
                if self.next().is_none() {
                    return None;
                }
                left -= 1;
            }
            self.next()
        }
        fn skip(self, n: usize) -> std::iter::Skip<Self>
        where
            Self: Sized,
        {
            std::iter::Skip { iter: self, n }
        }
        fn count(self) -> usize
        where
            Self: Sized,
        {
            let mut rest = self;
            let mut count = 0;
            while rest.next().is_some() {
                count += 1;
            }
            count
        }
        fn last(self) -> std::option::Option<Self::Item>
        where
            Self: Sized,
        {
            let mut rest = self;
            let mut last = None;
            loop {
                match rest.next() {
                    None => return last,
                    item => last = item,
                }
            }
        }
        fn collect<B: std::iter::FromIterator<Self::Item>>(self) -> B
        where
            Self: Sized,
        {
            <B as std::iter::FromIterator<Self::Item>>::from_iter(self)
        }
    }

    pub trait ExactSizeIterator: std::iter::Iterator {
        fn len(&self) -> usize;
    }

    pub trait FromIterator<A> {
        fn from_iter<I: std::iter::Iterator<Item = A>>(items: I) -> Self;
    }

    impl<T> std::iter::FromIterator<T> for std::vec::Vec<T> {
        fn from_iter<I: std::iter::Iterator<Item = T>>(items: I) -> std::vec::Vec<T> {
            let mut rest = items;
            let mut list = std::vec::Vec::<T>::new();
            loop {
                match rest.next() {
                    Some(item) => list.push(item),
                    None => return list,
                }
            }
        }
    }

    pub struct Skip<I> {
        iter: I,
        n: usize,
    }

    impl<I: std::iter::Iterator> std::iter::Iterator for std::iter::Skip<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> std::option::Option<I::Item> {
            let skipped = self.n;
            self.n = 0;
            self.iter.nth(skipped)
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
        type Item = <I as std::iter::Iterator>::Item;
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
        type Item = (usize, <I as std::iter::Iterator>::Item);
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
