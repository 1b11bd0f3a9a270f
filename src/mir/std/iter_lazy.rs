// SPDX-License-Identifier: MIT
//
// More iterators made of others, how many items they have left, and those made of functions.
pub mod iter_lazy {
    use crate::std;
    use std::iter::*;
    use std::option::Option::{self, None, Some};

    pub fn sizes<I: std::iter::Iterator>(iter: &Option<I>) -> (usize, Option<usize>) {
        match iter {
            Some(iter) => iter.size_hint(),
            None => (0, Some(0)),
        }
    }
    pub fn at_most(sizes: (usize, Option<usize>)) -> (usize, Option<usize>) {
        (0, sizes.1)
    }
    pub fn changed(
        sizes: (usize, Option<usize>),
        more: usize,
        less: usize,
    ) -> (usize, Option<usize>) {
        let (least, most) = sizes;
        let least = least.saturating_add(more).saturating_sub(less);
        match most {
            Some(most) => (least, Some(most.saturating_add(more).saturating_sub(less))),
            None => (least, None),
        }
    }

    impl<I: Iterator> std::iter::Iterator for &mut I {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> Option<I::Item> {
            (**self).next()
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (**self).size_hint()
        }
    }

    impl<I: Iterator + ?Sized> std::iter::Iterator for std::boxed::Box<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> Option<I::Item> {
            unsafe { (*(self.0.pointer.pointer as *mut I)).next() }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            unsafe { (*self.0.pointer.pointer).size_hint() }
        }
    }

    impl<B, I: Iterator, F: FnMut(I::Item) -> std::option::Option<B>> std::iter::Iterator
        for std::iter::FilterMap<I, F>
    {
        type Item = B;
        fn next(&mut self) -> Option<B> {
            while let Some(item) = self.iter.next() {
                if let Some(made) = (self.f)(item) {
                    return Some(made);
                }
            }
            None
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            at_most(self.iter.size_hint())
        }
    }
    impl<
            B,
            I: DoubleEndedIterator,
            F: FnMut(<I as std::iter::Iterator>::Item) -> std::option::Option<B>,
        > std::iter::DoubleEndedIterator for std::iter::FilterMap<I, F>
    {
        fn next_back(&mut self) -> Option<B> {
            while let Some(item) = self.iter.next_back() {
                if let Some(made) = (self.f)(item) {
                    return Some(made);
                }
            }
            None
        }
    }

    impl<U: IntoIterator, I: Iterator<Item = U>> std::iter::Iterator for std::iter::Flatten<I> {
        type Item = <U as std::iter::IntoIterator>::Item;
        fn next(&mut self) -> Option<<U as std::iter::IntoIterator>::Item> {
            loop {
                if let Some(front) = &mut self.front {
                    match front.next() {
                        Some(item) => return Some(item),
                        None => self.front = None,
                    }
                }
                match self.iter.next() {
                    Some(piece) => self.front = Some(piece.into_iter()),
                    None => match &mut self.back {
                        Some(back) => return back.next(),
                        None => return None,
                    },
                }
            }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            let (front, back) = (sizes(&self.front), sizes(&self.back));
            let most = match (self.iter.size_hint().1, front.1, back.1) {
                (Some(0), Some(a), Some(b)) => a.checked_add(b),
                _ => core::option::Option::None,
            };
            let least = front.0.saturating_add(back.0);
            match most {
                core::option::Option::Some(most) => (least, Some(most)),
                core::option::Option::None => (least, None),
            }
        }
    }
    impl<U: IntoIterator, I: DoubleEndedIterator<Item = U>> std::iter::DoubleEndedIterator
        for std::iter::Flatten<I>
    where
        <U as std::iter::IntoIterator>::IntoIter: std::iter::DoubleEndedIterator,
    {
        fn next_back(&mut self) -> Option<<U as std::iter::IntoIterator>::Item> {
            loop {
                if let Some(back) = &mut self.back {
                    match back.next_back() {
                        Some(item) => return Some(item),
                        None => self.back = None,
                    }
                }
                match self.iter.next_back() {
                    Some(piece) => self.back = Some(piece.into_iter()),
                    None => match &mut self.front {
                        Some(front) => return front.next_back(),
                        None => return None,
                    },
                }
            }
        }
    }
    impl<U: IntoIterator, I: Iterator, F: FnMut(<I as std::iter::Iterator>::Item) -> U>
        std::iter::Iterator for std::iter::FlatMap<I, U, F>
    {
        type Item = <U as std::iter::IntoIterator>::Item;
        fn next(&mut self) -> Option<<U as std::iter::IntoIterator>::Item> {
            self.pieces.next()
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            self.pieces.size_hint()
        }
    }
    impl<
            U: IntoIterator,
            I: DoubleEndedIterator,
            F: FnMut(<I as std::iter::Iterator>::Item) -> U,
        > std::iter::DoubleEndedIterator for std::iter::FlatMap<I, U, F>
    where
        <U as std::iter::IntoIterator>::IntoIter: std::iter::DoubleEndedIterator,
    {
        fn next_back(&mut self) -> Option<<U as std::iter::IntoIterator>::Item> {
            self.pieces.next_back()
        }
    }

    impl<I: Iterator, P: FnMut(&I::Item) -> bool> std::iter::Iterator for std::iter::SkipWhile<I, P> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> Option<I::Item> {
            while let Some(item) = self.iter.next() {
                if self.is_done || !(self.f)(&item) {
                    self.is_done = true;
                    return Some(item);
                }
            }
            None
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            at_most(self.iter.size_hint())
        }
    }
    impl<B, I: Iterator, P: FnMut(I::Item) -> std::option::Option<B>> std::iter::Iterator
        for std::iter::MapWhile<I, P>
    {
        type Item = B;
        fn next(&mut self) -> Option<B> {
            match self.iter.next() {
                Some(item) => (self.f)(item),
                None => None,
            }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            at_most(self.iter.size_hint())
        }
    }
    impl<B, S, I: Iterator, F: FnMut(&mut S, I::Item) -> std::option::Option<B>> std::iter::Iterator
        for std::iter::Scan<I, S, F>
    {
        type Item = B;
        fn next(&mut self) -> Option<B> {
            match self.iter.next() {
                Some(item) => (self.f)(&mut self.state, item),
                None => None,
            }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            at_most(self.iter.size_hint())
        }
    }
    impl<I: Iterator, F: FnMut(&I::Item)> std::iter::Iterator for std::iter::Inspect<I, F> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> Option<I::Item> {
            match self.iter.next() {
                Some(item) => {
                    (self.f)(&item);
                    Some(item)
                }
                None => None,
            }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            self.iter.size_hint()
        }
    }
    impl<I: Iterator> std::iter::Iterator for std::iter::Peekable<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> Option<I::Item> {
            match core::mem::replace(&mut self.peeked, None) {
                Some(item) => item,
                None => self.iter.next(),
            }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            match self.peeked {
                Some(None) => (0, Some(0)),
                Some(Some(_)) => changed(self.iter.size_hint(), 1, 0),
                None => self.iter.size_hint(),
            }
        }
    }
    impl<I: Iterator> std::iter::Peekable<I> {
        pub fn peek(&mut self) -> Option<&I::Item> {
            match self.peek_mut() {
                Some(item) => Some(item),
                None => None,
            }
        }
        pub fn peek_mut(&mut self) -> Option<&mut I::Item> {
            if self.peeked.is_none() {
                self.peeked = Some(self.iter.next());
            }
            match &mut self.peeked {
                Some(Some(item)) => Some(item),
                _ => None,
            }
        }
        pub fn next_if(&mut self, f: impl FnOnce(&I::Item) -> bool) -> Option<I::Item> {
            match self.next() {
                Some(item) => {
                    if f(&item) {
                        return Some(item);
                    }
                    self.peeked = Some(Some(item));
                }
                None => self.peeked = Some(None),
            }
            None
        }
        pub fn next_if_eq<T: ?Sized>(&mut self, expected: &T) -> Option<I::Item>
        where
            I::Item: std::cmp::PartialEq<T>,
        {
            match self.next() {
                Some(item) => {
                    if std::cmp::PartialEq::eq(&item, expected) {
                        return Some(item);
                    }
                    self.peeked = Some(Some(item));
                }
                None => self.peeked = Some(None),
            }
            None
        }
    }
    impl<I: Iterator> std::iter::Iterator for std::iter::Fuse<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> Option<I::Item> {
            if let Some(iter) = &mut self.iter {
                match iter.next() {
                    Some(item) => return Some(item),
                    None => self.iter = None,
                }
            }
            None
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            sizes(&self.iter)
        }
    }
    impl<I: Iterator + std::clone::Clone> std::iter::Iterator for std::iter::Cycle<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> Option<I::Item> {
            match self.iter.next() {
                Some(item) => Some(item),
                None => {
                    self.iter = self.start.clone();
                    self.iter.next()
                }
            }
        }
    }

    impl<T: std::clone::Clone> std::iter::Iterator for std::iter::Repeat<T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            Some(self.element.clone())
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, None)
        }
    }
    impl<T: std::clone::Clone> std::iter::Iterator for std::iter::RepeatN<T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            if self.count <= 1 {
                self.count = 0;
                return core::mem::replace(&mut self.element, None);
            }
            self.count -= 1;
            std::clone::Clone::clone(&self.element)
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (self.count, Some(self.count))
        }
    }
    impl<T, F: FnMut() -> T> std::iter::Iterator for std::iter::RepeatWith<F> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            Some((self.repeater)())
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, None)
        }
    }
    impl<T> std::iter::Iterator for std::iter::Once<T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            core::mem::replace(&mut self.element, None)
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            let left = self.element.is_some() as usize;
            (left, Some(left))
        }
    }
    impl<T> std::iter::DoubleEndedIterator for std::iter::Once<T> {
        fn next_back(&mut self) -> Option<T> {
            core::mem::replace(&mut self.element, None)
        }
    }
    impl<T> std::iter::Iterator for std::iter::Empty<T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            None
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (0, Some(0))
        }
    }
    impl<T, F: FnMut() -> std::option::Option<T>> std::iter::Iterator for std::iter::FromFn<F> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            (self.f)()
        }
    }
    impl<T, F: FnMut(&T) -> std::option::Option<T>> std::iter::Iterator
        for std::iter::Successors<T, F>
    {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            match core::mem::replace(&mut self.next, None) {
                Some(item) => {
                    self.next = (self.succ)(&item);
                    Some(item)
                }
                None => None,
            }
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            if self.next.is_some() {
                (1, None)
            } else {
                (0, Some(0))
            }
        }
    }
}
