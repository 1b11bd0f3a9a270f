// SPDX-License-Identifier: MIT
pub mod iter {
    use crate::std;
    use std::option::Option::{None, Some};

    pub use std::more::iter::*;

    /// What the ends of a range can do. The program sees nothing of it.
    pub trait Step: Copy {
        fn distance(&self, other: &Self) -> usize;
        fn is_below(&self, other: &Self) -> bool;
        fn forward(self, count: usize) -> Self;
        fn backward(self, count: usize) -> Self;
    }

    impl<T: Copy> std::iter::Step for T {
        fn distance(&self, other: &T) -> usize {
            if !std::models::step_is_below(*self, *other) {
                return 0;
            }
            let difference = std::models::overflowing_sub(*other, *self).0;
            let bits = core::mem::size_of::<T>() as u32 * 8;
            (std::models::convert::<T, u128>(difference).0 & u128::MAX >> (128 - bits)) as usize
        }
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

    pub struct Map<I, F> {
        pub iter: I,
        pub f: F,
    }
    pub struct Filter<I, P> {
        pub iter: I,
        pub f: P,
    }
    pub struct Zip<A, B> {
        pub a: A,
        pub b: B,
    }
    pub struct Chain<A, B> {
        pub a: std::option::Option<A>,
        pub b: B,
    }
    pub struct Take<I> {
        pub iter: I,
        pub n: usize,
    }
    pub struct StepBy<I> {
        pub iter: I,
        pub rest: usize,
        pub is_first: bool,
    }
    pub struct Cloned<I> {
        pub iter: I,
    }
    pub struct Copied<I> {
        pub iter: I,
    }
    pub struct TakeWhile<I, P> {
        pub iter: I,
        pub is_done: bool,
        pub f: P,
    }

    pub struct FilterMap<I, F> {
        pub iter: I,
        pub f: F,
    }
    pub struct Flatten<I: std::iter::Iterator>
    where
        <I as std::iter::Iterator>::Item: std::iter::IntoIterator,
    {
        pub iter: I,
        pub front: std::option::Option<
            <<I as std::iter::Iterator>::Item as std::iter::IntoIterator>::IntoIter,
        >,
        pub back: std::option::Option<
            <<I as std::iter::Iterator>::Item as std::iter::IntoIterator>::IntoIter,
        >,
    }
    pub struct FlatMap<I: std::iter::Iterator, U: std::iter::IntoIterator, F>
    where
        F: FnMut(<I as std::iter::Iterator>::Item) -> U,
    {
        pub pieces: std::iter::Flatten<std::iter::Map<I, F>>,
    }
    pub struct SkipWhile<I, P> {
        pub iter: I,
        pub is_done: bool,
        pub f: P,
    }
    pub struct MapWhile<I, P> {
        pub iter: I,
        pub f: P,
    }
    pub struct Scan<I, S, F> {
        pub iter: I,
        pub f: F,
        pub state: S,
    }
    pub struct Inspect<I, F> {
        pub iter: I,
        pub f: F,
    }
    pub struct Peekable<I: std::iter::Iterator> {
        pub iter: I,
        pub peeked: std::option::Option<std::option::Option<<I as std::iter::Iterator>::Item>>,
    }
    pub struct Fuse<I> {
        pub iter: std::option::Option<I>,
    }
    pub struct Cycle<I> {
        pub start: I,
        pub iter: I,
    }
    pub struct Repeat<T> {
        pub element: T,
    }
    pub struct RepeatN<T> {
        pub element: std::option::Option<T>,
        pub count: usize,
    }
    pub struct RepeatWith<F> {
        pub repeater: F,
    }
    pub struct Once<T> {
        pub element: std::option::Option<T>,
    }
    pub struct Empty<T> {
        marker: std::marker::PhantomData<T>,
    }
    pub struct FromFn<F> {
        pub f: F,
    }
    pub struct Successors<T, F> {
        pub next: std::option::Option<T>,
        pub succ: F,
    }

    pub fn repeat<T>(element: T) -> std::iter::Repeat<T> {
        std::iter::Repeat { element }
    }
    pub fn repeat_n<T>(element: T, count: usize) -> std::iter::RepeatN<T> {
        if count == 0 {
            return std::iter::RepeatN { element: None, count };
        }
        std::iter::RepeatN { element: Some(element), count }
    }
    pub fn repeat_with<A, F: FnMut() -> A>(repeater: F) -> std::iter::RepeatWith<F> {
        std::iter::RepeatWith { repeater }
    }
    pub fn once<T>(element: T) -> std::iter::Once<T> {
        std::iter::Once { element: Some(element) }
    }
    pub fn empty<T>() -> std::iter::Empty<T> {
        std::iter::Empty { marker: std::marker::PhantomData }
    }
    pub fn from_fn<T, F: FnMut() -> std::option::Option<T>>(f: F) -> std::iter::FromFn<F> {
        std::iter::FromFn { f }
    }
    pub fn successors<T, F>(first: std::option::Option<T>, succ: F) -> std::iter::Successors<T, F> {
        std::iter::Successors { next: first, succ }
    }
    pub fn zip<A: std::iter::IntoIterator, B: std::iter::IntoIterator>(
        a: A,
        b: B,
    ) -> std::iter::Zip<
        <A as std::iter::IntoIterator>::IntoIter,
        <B as std::iter::IntoIterator>::IntoIter,
    > {
        std::iter::Zip { a: a.into_iter(), b: b.into_iter() }
    }

    pub trait Sum<A = Self>: Sized {
        fn sum<I: std::iter::Iterator<Item = A>>(items: I) -> Self;
    }
    pub trait Product<A = Self>: Sized {
        fn product<I: std::iter::Iterator<Item = A>>(items: I) -> Self;
    }

    pub trait ExactSizeIterator: std::iter::Iterator {
        fn len(&self) -> usize {
            self.size_hint().0
        }
    }
    pub trait FusedIterator: std::iter::Iterator {}

    pub trait Extend<A> {
        fn extend<I: std::iter::IntoIterator<Item = A>>(&mut self, items: I);
    }
    impl<T> std::iter::Extend<T> for std::vec::Vec<T> {
        fn extend<I: std::iter::IntoIterator<Item = T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push(item);
            }
        }
    }
    impl<'a, T: Copy + 'a> std::iter::Extend<&'a T> for std::vec::Vec<T> {
        fn extend<I: std::iter::IntoIterator<Item = &'a T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push(*item);
            }
        }
    }

    pub trait FromIterator<A> {
        fn from_iter<I: std::iter::IntoIterator<Item = A>>(items: I) -> Self;
    }

    impl<T> std::iter::FromIterator<T> for std::vec::Vec<T> {
        fn from_iter<I: std::iter::IntoIterator<Item = T>>(items: I) -> std::vec::Vec<T> {
            let mut list = std::vec::Vec::<T>::new();
            list.extend(items);
            list
        }
    }

    pub struct Skip<I> {
        pub iter: I,
        pub n: usize,
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
        fn nth_back(&mut self, n: usize) -> std::option::Option<Self::Item> {
            let mut left = n;
            while left > 0 {
                if self.next_back().is_none() {
                    return None;
                }
                left -= 1;
            }
            self.next_back()
        }
        fn rfold<B, F: FnMut(B, Self::Item) -> B>(self, start: B, f: F) -> B {
            let (mut rest, mut f, mut value) = (self, f, start);
            while let Some(item) = rest.next_back() {
                value = f(value, item);
            }
            value
        }
        fn rfind<F: FnMut(&Self::Item) -> bool>(
            &mut self,
            f: F,
        ) -> std::option::Option<Self::Item> {
            let mut f = f;
            while let Some(item) = self.next_back() {
                if f(&item) {
                    return Some(item);
                }
            }
            None
        }
    }

    pub trait IntoIterator {
        type Item;
        type IntoIter: std::iter::Iterator<Item = Self::Item>;
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
        pub iter: T,
    }

    pub struct Enumerate<I> {
        pub iter: I,
        pub count: usize,
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
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            self.iter.size_hint()
        }
    }

    impl<I: std::iter::DoubleEndedIterator> std::iter::Iterator for std::iter::Rev<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            self.iter.next_back()
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            self.iter.size_hint()
        }
    }
    impl<B, I: std::iter::DoubleEndedIterator, F: FnMut(<I as std::iter::Iterator>::Item) -> B>
        std::iter::DoubleEndedIterator for std::iter::Map<I, F>
    {
        fn next_back(&mut self) -> std::option::Option<B> {
            match self.iter.next_back() {
                Some(item) => Some((self.f)(item)),
                None => None,
            }
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
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            let left = self.start.distance(&self.end);
            (left, Some(left))
        }
    }
    impl<Idx: std::iter::Step> std::iter::ExactSizeIterator for std::ops::Range<Idx> {}

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
