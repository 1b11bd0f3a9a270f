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
        fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> std::iter::Map<Self, F>
        where
            Self: Sized,
        {
            std::iter::Map { iter: self, f }
        }
        fn filter<P: FnMut(&Self::Item) -> bool>(self, f: P) -> std::iter::Filter<Self, P>
        where
            Self: Sized,
        {
            std::iter::Filter { iter: self, f }
        }
        fn zip<U: std::iter::IntoIterator>(self, other: U) -> std::iter::Zip<Self, U::IntoIter>
        where
            Self: Sized,
        {
            std::iter::Zip { a: self, b: other.into_iter() }
        }
        fn chain<U: std::iter::IntoIterator<Item = Self::Item>>(
            self,
            other: U,
        ) -> std::iter::Chain<Self, U::IntoIter>
        where
            Self: Sized,
        {
            std::iter::Chain { a: Some(self), b: other.into_iter() }
        }
        fn take(self, n: usize) -> std::iter::Take<Self>
        where
            Self: Sized,
        {
            std::iter::Take { iter: self, n }
        }
        fn step_by(self, step: usize) -> std::iter::StepBy<Self>
        where
            Self: Sized,
        {
            if step == 0 {
                core::panicking::panic("assertion failed: step != 0");
            }
            std::iter::StepBy { iter: self, rest: step - 1, is_first: true }
        }
        fn cloned<'a, T: std::clone::Clone + 'a>(self) -> std::iter::Cloned<Self>
        where
            Self: Sized,
            Self: std::iter::Iterator<Item = &'a T>,
        {
            std::iter::Cloned { iter: self }
        }
        fn copied<'a, T: Copy + 'a>(self) -> std::iter::Copied<Self>
        where
            Self: Sized,
            Self: std::iter::Iterator<Item = &'a T>,
        {
            std::iter::Copied { iter: self }
        }
        fn take_while<P: FnMut(&Self::Item) -> bool>(self, f: P) -> std::iter::TakeWhile<Self, P>
        where
            Self: Sized,
        {
            std::iter::TakeWhile { iter: self, is_done: false, f }
        }
        fn fold<B, F: FnMut(B, Self::Item) -> B>(self, start: B, f: F) -> B
        where
            Self: Sized,
        {
            let mut rest = self;
            let mut f = f;
            let mut value = start;
            loop {
                match rest.next() {
                    Some(item) => value = f(value, item),
                    None => return value,
                }
            }
        }
        fn for_each<F: FnMut(Self::Item)>(self, f: F)
        where
            Self: Sized,
        {
            let mut rest = self;
            let mut f = f;
            loop {
                match rest.next() {
                    Some(item) => f(item),
                    None => return,
                }
            }
        }
        fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool
        where
            Self: Sized,
        {
            let mut f = f;
            loop {
                match self.next() {
                    Some(item) => {
                        if f(item) {
                            return true;
                        }
                    }
                    None => return false,
                }
            }
        }
        fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool
        where
            Self: Sized,
        {
            let mut f = f;
            loop {
                match self.next() {
                    Some(item) => {
                        if !f(item) {
                            return false;
                        }
                    }
                    None => return true,
                }
            }
        }
        fn position<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> std::option::Option<usize>
        where
            Self: Sized,
        {
            let mut f = f;
            let mut index = 0;
            loop {
                match self.next() {
                    Some(item) => {
                        if f(item) {
                            return Some(index);
                        }
                        index += 1;
                    }
                    None => return None,
                }
            }
        }
        fn find<F: FnMut(&Self::Item) -> bool>(&mut self, f: F) -> std::option::Option<Self::Item>
        where
            Self: Sized,
        {
            let mut f = f;
            loop {
                match self.next() {
                    Some(item) => {
                        if f(&item) {
                            return Some(item);
                        }
                    }
                    None => return None,
                }
            }
        }
        fn max(self) -> std::option::Option<Self::Item>
        where
            Self: Sized,
            Self::Item: core::cmp::Ord,
        {
            let mut rest = self;
            let mut best = match rest.next() {
                Some(item) => item,
                None => return None,
            };
            loop {
                match rest.next() {
                    Some(item) => {
                        let order = core::cmp::Ord::cmp(&best, &item);
                        if order != core::cmp::Ordering::Greater {
                            best = item;
                        }
                    }
                    None => return Some(best),
                }
            }
        }
        fn min(self) -> std::option::Option<Self::Item>
        where
            Self: Sized,
            Self::Item: core::cmp::Ord,
        {
            let mut rest = self;
            let mut best = match rest.next() {
                Some(item) => item,
                None => return None,
            };
            loop {
                match rest.next() {
                    Some(item) => {
                        let order = core::cmp::Ord::cmp(&best, &item);
                        if order == core::cmp::Ordering::Greater {
                            best = item;
                        }
                    }
                    None => return Some(best),
                }
            }
        }
        fn sum<S: std::iter::Sum<Self::Item>>(self) -> S
        where
            Self: Sized,
        {
            <S as std::iter::Sum<Self::Item>>::sum(self)
        }
        fn product<S: std::iter::Product<Self::Item>>(self) -> S
        where
            Self: Sized,
        {
            <S as std::iter::Product<Self::Item>>::product(self)
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

    pub trait Sum<A>: Sized {
        fn sum<I: std::iter::Iterator<Item = A>>(items: I) -> Self;
    }
    pub trait Product<A>: Sized {
        fn product<I: std::iter::Iterator<Item = A>>(items: I) -> Self;
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
        pub iter: T,
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

    impl<I: std::iter::DoubleEndedIterator> std::iter::Iterator for std::iter::Rev<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            self.iter.next_back()
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
