// SPDX-License-Identifier: MIT
//
// The trait of iterators. Those that its methods answer are declared in iter.rs and iter_lazy.rs. Most
// methods are for sized iterators only, which the trait says once and for all.
pub mod iter {
    use crate::std;
    use core::cmp::Ordering;
    use std::iter::*;
    use std::ops::{ControlFlow, Try};
    use std::option::Option::{self, None, Some};

    pub trait Iterator: Sized {
        type Item;
        fn next(&mut self) -> Option<Self::Item>;
        fn size_hint(&self) -> (usize, Option<usize>) {
            (0, None)
        }
        fn by_ref(&mut self) -> &mut Self {
            self
        }
        fn rev(self) -> Rev<Self> {
            Rev { iter: self }
        }
        fn enumerate(self) -> Enumerate<Self> {
            Enumerate { iter: self, count: 0 }
        }
        fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> Map<Self, F> {
            Map { iter: self, f }
        }
        fn filter<P: FnMut(&Self::Item) -> bool>(self, f: P) -> Filter<Self, P> {
            Filter { iter: self, f }
        }
        fn filter_map<B, F: FnMut(Self::Item) -> Option<B>>(self, f: F) -> FilterMap<Self, F> {
            FilterMap { iter: self, f }
        }
        fn flat_map<U: IntoIterator, F: FnMut(Self::Item) -> U>(self, f: F) -> FlatMap<Self, U, F> {
            FlatMap { pieces: Flatten { iter: Map { iter: self, f }, front: None, back: None } }
        }
        fn flatten(self) -> Flatten<Self>
        where
            Self::Item: IntoIterator,
        {
            Flatten { iter: self, front: None, back: None }
        }
        fn zip<U: IntoIterator>(self, other: U) -> Zip<Self, U::IntoIter> {
            Zip { a: self, b: other.into_iter() }
        }
        fn unzip<A, B, C, D>(self) -> (C, D)
        where
            C: std::default::Default + Extend<A>,
            D: std::default::Default + Extend<B>,
            Self: Iterator<Item = (A, B)>,
        {
            let mut rest = self;
            let mut left = <C as std::default::Default>::default();
            let mut right = <D as std::default::Default>::default();
            while let Some((a, b)) = rest.next() {
                left.extend(Some(a));
                right.extend(Some(b));
            }
            (left, right)
        }
        fn chain<U: IntoIterator<Item = Self::Item>>(self, other: U) -> Chain<Self, U::IntoIter> {
            Chain { a: Some(self), b: other.into_iter() }
        }
        fn take(self, n: usize) -> Take<Self> {
            Take { iter: self, n }
        }
        fn skip(self, n: usize) -> Skip<Self> {
            Skip { iter: self, n }
        }
        fn take_while<P: FnMut(&Self::Item) -> bool>(self, f: P) -> TakeWhile<Self, P> {
            TakeWhile { iter: self, is_done: false, f }
        }
        fn skip_while<P: FnMut(&Self::Item) -> bool>(self, f: P) -> SkipWhile<Self, P> {
            SkipWhile { iter: self, is_done: false, f }
        }
        fn map_while<B, P: FnMut(Self::Item) -> Option<B>>(self, f: P) -> MapWhile<Self, P> {
            MapWhile { iter: self, f }
        }
        fn scan<S, B, F>(self, state: S, f: F) -> Scan<Self, S, F>
        where
            F: FnMut(&mut S, Self::Item) -> Option<B>,
        {
            Scan { iter: self, f, state }
        }
        fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> Inspect<Self, F> {
            Inspect { iter: self, f }
        }
        fn step_by(self, step: usize) -> StepBy<Self> {
            if step == 0 {
                core::panicking::panic("assertion failed: step != 0");
            }
            StepBy { iter: self, rest: step - 1, is_first: true }
        }
        fn peekable(self) -> Peekable<Self> {
            Peekable { iter: self, peeked: None }
        }
        fn fuse(self) -> Fuse<Self> {
            Fuse { iter: Some(self) }
        }
        fn cycle(self) -> Cycle<Self>
        where
            Self: std::clone::Clone,
        {
            Cycle { start: self.clone(), iter: self }
        }
        fn cloned<'a, T: std::clone::Clone + 'a>(self) -> Cloned<Self>
        where
            Self: Iterator<Item = &'a T>,
        {
            Cloned { iter: self }
        }
        fn copied<'a, T: Copy + 'a>(self) -> Copied<Self>
        where
            Self: Iterator<Item = &'a T>,
        {
            Copied { iter: self }
        }
        fn collect<B: FromIterator<Self::Item>>(self) -> B {
            <B as FromIterator<Self::Item>>::from_iter(self)
        }
        fn partition<B, F>(self, f: F) -> (B, B)
        where
            B: std::default::Default + Extend<Self::Item>,
            F: FnMut(&Self::Item) -> bool,
        {
            let (mut rest, mut f) = (self, f);
            let mut left = <B as std::default::Default>::default();
            let mut right = <B as std::default::Default>::default();
            while let Some(item) = rest.next() {
                if f(&item) {
                    left.extend(Some(item));
                } else {
                    right.extend(Some(item));
                }
            }
            (left, right)
        }
        fn fold<B, F: FnMut(B, Self::Item) -> B>(self, start: B, f: F) -> B {
            let (mut rest, mut f, mut value) = (self, f, start);
            while let Some(item) = rest.next() {
                value = f(value, item);
            }
            value
        }
        fn try_fold<B, F: FnMut(B, Self::Item) -> R, R: Try<Output = B>>(
            &mut self,
            start: B,
            f: F,
        ) -> R
        where
            R: std::ops::FromResidual<<R as Try>::Residual>,
        {
            let (mut f, mut value) = (f, start);
            while let Some(item) = self.next() {
                match f(value, item).branch() {
                    ControlFlow::Continue(next) => value = next,
                    ControlFlow::Break(end) => return R::from_residual(end),
                }
            }
            R::from_output(value)
        }
        fn try_for_each<F: FnMut(Self::Item) -> R, R: Try<Output = ()>>(&mut self, f: F) -> R
        where
            R: std::ops::FromResidual<<R as Try>::Residual>,
        {
            let mut f = f;
            while let Some(item) = self.next() {
                if let ControlFlow::Break(end) = f(item).branch() {
                    return R::from_residual(end);
                }
            }
            R::from_output(())
        }
        fn reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(
            self,
            f: F,
        ) -> Option<Self::Item> {
            let mut rest = self;
            match rest.next() {
                Some(first) => Some(rest.fold(first, f)),
                None => None,
            }
        }
        fn for_each<F: FnMut(Self::Item)>(self, f: F) {
            let (mut rest, mut f) = (self, f);
            while let Some(item) = rest.next() {
                f(item);
            }
        }
        fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {
            let mut f = f;
            while let Some(item) = self.next() {
                if f(item) {
                    return true;
                }
            }
            false
        }
        fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {
            let mut f = f;
            while let Some(item) = self.next() {
                if !f(item) {
                    return false;
                }
            }
            true
        }
        fn position<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> Option<usize> {
            let (mut f, mut index) = (f, 0);
            while let Some(item) = self.next() {
                if f(item) {
                    return Some(index);
                }
                index += 1;
            }
            None
        }
        fn rposition<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> Option<usize>
        where
            Self: DoubleEndedIterator + ExactSizeIterator,
        {
            let (mut f, mut index) = (f, self.len());
            while let Some(item) = self.next_back() {
                index -= 1;
                if f(item) {
                    return Some(index);
                }
            }
            None
        }
        fn find<F: FnMut(&Self::Item) -> bool>(&mut self, f: F) -> Option<Self::Item> {
            let mut f = f;
            while let Some(item) = self.next() {
                if f(&item) {
                    return Some(item);
                }
            }
            None
        }
        fn find_map<B, F: FnMut(Self::Item) -> Option<B>>(&mut self, f: F) -> Option<B> {
            let mut f = f;
            while let Some(item) = self.next() {
                if let Some(found) = f(item) {
                    return Some(found);
                }
            }
            None
        }
        fn max(self) -> Option<Self::Item>
        where
            Self::Item: core::cmp::Ord,
        {
            best(self, std::slice_sort::Natural, Ordering::Less)
        }
        fn max_by<F>(self, compare: F) -> Option<Self::Item>
        where
            F: FnMut(&Self::Item, &Self::Item) -> Ordering,
        {
            best(self, std::slice_sort::By(compare), Ordering::Less)
        }
        fn max_by_key<B: core::cmp::Ord, F>(self, key: F) -> Option<Self::Item>
        where
            F: FnMut(&Self::Item) -> B,
        {
            best_by_key(self, key, Ordering::Less)
        }
        fn min(self) -> Option<Self::Item>
        where
            Self::Item: core::cmp::Ord,
        {
            best(self, std::slice_sort::Natural, Ordering::Greater)
        }
        fn min_by<F>(self, compare: F) -> Option<Self::Item>
        where
            F: FnMut(&Self::Item, &Self::Item) -> Ordering,
        {
            best(self, std::slice_sort::By(compare), Ordering::Greater)
        }
        fn min_by_key<B: core::cmp::Ord, F>(self, key: F) -> Option<Self::Item>
        where
            F: FnMut(&Self::Item) -> B,
        {
            best_by_key(self, key, Ordering::Greater)
        }
        fn sum<S: Sum<Self::Item>>(self) -> S {
            <S as Sum<Self::Item>>::sum(self)
        }
        fn product<S: Product<Self::Item>>(self) -> S {
            <S as Product<Self::Item>>::product(self)
        }
        fn nth(&mut self, n: usize) -> Option<Self::Item> {
            let mut left = n;
            while left > 0 {
                if self.next().is_none() {
                    return None;
                }
                left -= 1;
            }
            self.next()
        }
        fn count(self) -> usize {
            let (mut rest, mut count) = (self, 0);
            while rest.next().is_some() {
                count += 1;
            }
            count
        }
        fn last(self) -> Option<Self::Item> {
            let (mut rest, mut last) = (self, None);
            loop {
                match rest.next() {
                    None => return last,
                    item => last = item,
                }
            }
        }
        fn cmp<I: IntoIterator<Item = Self::Item>>(self, other: I) -> Ordering
        where
            Self::Item: core::cmp::Ord,
        {
            let (mut left, mut right) = (self, other.into_iter());
            loop {
                match (left.next(), right.next()) {
                    (Some(a), Some(b)) => match core::cmp::Ord::cmp(&a, &b) {
                        Ordering::Equal => {}
                        order => return order,
                    },
                    (Some(_), None) => return Ordering::Greater,
                    (None, Some(_)) => return Ordering::Less,
                    (None, None) => return Ordering::Equal,
                }
            }
        }
        fn partial_cmp<I: IntoIterator>(self, other: I) -> Option<Ordering>
        where
            Self::Item: core::cmp::PartialOrd<I::Item>,
        {
            let (mut left, mut right) = (self, other.into_iter());
            loop {
                match (left.next(), right.next()) {
                    (Some(a), Some(b)) => match order_of(&a, &b) {
                        Some(Ordering::Equal) => {}
                        order => return order,
                    },
                    (Some(_), None) => return Some(Ordering::Greater),
                    (None, Some(_)) => return Some(Ordering::Less),
                    (None, None) => return Some(Ordering::Equal),
                }
            }
        }
        fn eq<I: IntoIterator>(self, other: I) -> bool
        where
            Self::Item: std::cmp::PartialEq<I::Item>,
        {
            let (mut left, mut right) = (self, other.into_iter());
            loop {
                match (left.next(), right.next()) {
                    (Some(a), Some(b)) => {
                        if !std::cmp::PartialEq::eq(&a, &b) {
                            return false;
                        }
                    }
                    (None, None) => return true,
                    _ => return false,
                }
            }
        }
        fn ne<I: IntoIterator>(self, other: I) -> bool
        where
            Self::Item: std::cmp::PartialEq<I::Item>,
        {
            !Iterator::eq(self, other)
        }
        fn lt<I: IntoIterator>(self, other: I) -> bool
        where
            Self::Item: core::cmp::PartialOrd<I::Item>,
        {
            matches!(Iterator::partial_cmp(self, other), Some(Ordering::Less))
        }
        fn is_sorted(self) -> bool
        where
            Self::Item: core::cmp::PartialOrd,
        {
            let mut rest = self;
            let mut last = match rest.next() {
                Some(first) => first,
                None => return true,
            };
            while let Some(item) = rest.next() {
                match order_of(&last, &item) {
                    Some(Ordering::Less) | Some(Ordering::Equal) => last = item,
                    _ => return false,
                }
            }
            true
        }
    }

    fn order_of<A: core::cmp::PartialOrd<B>, B>(a: &A, b: &B) -> Option<Ordering> {
        match core::cmp::PartialOrd::partial_cmp(a, b) {
            core::option::Option::Some(order) => Some(order),
            core::option::Option::None => None,
        }
    }

    /// The first item that no other one beats. One beats it when their order is `loses`, or, as the
    /// greatest is the last of equal ones, not `Greater`.
    fn best<I: Iterator, S: std::slice_sort::Sorter<I::Item>>(
        items: I,
        sorter: S,
        loses: Ordering,
    ) -> Option<I::Item> {
        let (mut rest, mut sorter) = (items, sorter);
        let mut best = match rest.next() {
            Some(item) => item,
            None => return None,
        };
        while let Some(item) = rest.next() {
            let order = sorter.compare(&best, &item);
            if order == loses || (order == Ordering::Equal && loses == Ordering::Less) {
                best = item;
            }
        }
        Some(best)
    }
    fn best_by_key<I: Iterator, B: core::cmp::Ord, F: FnMut(&I::Item) -> B>(
        items: I,
        key: F,
        loses: Ordering,
    ) -> Option<I::Item> {
        let (mut rest, mut key) = (items, key);
        let mut best = match rest.next() {
            Some(item) => item,
            None => return None,
        };
        let mut best_key = key(&best);
        while let Some(item) = rest.next() {
            let item_key = key(&item);
            let order = core::cmp::Ord::cmp(&best_key, &item_key);
            if order == loses || (order == Ordering::Equal && loses == Ordering::Less) {
                best = item;
                best_key = item_key;
            }
        }
        Some(best)
    }
}
