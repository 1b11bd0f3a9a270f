// SPDX-License-Identifier: MIT
//
// Iterators made of others. Their functions are in iter.rs.
pub mod iter_adapters {
    use crate::std;
    use std::option::Option::{None, Some};

    impl<B, I: std::iter::Iterator, F: FnMut(<I as std::iter::Iterator>::Item) -> B>
        std::iter::Iterator for std::iter::Map<I, F>
    {
        type Item = B;
        fn next(&mut self) -> std::option::Option<B> {
            match self.iter.next() {
                Some(item) => Some((self.f)(item)),
                None => None,
            }
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            self.iter.size_hint()
        }
    }

    impl<I: std::iter::Iterator, P: FnMut(&<I as std::iter::Iterator>::Item) -> bool>
        std::iter::Iterator for std::iter::Filter<I, P>
    {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            loop {
                match self.iter.next() {
                    Some(item) => {
                        if (self.f)(&item) {
                            return Some(item);
                        }
                    }
                    None => return None,
                }
            }
        }
    }

    impl<A: std::iter::Iterator, B: std::iter::Iterator> std::iter::Iterator for std::iter::Zip<A, B> {
        type Item = (<A as std::iter::Iterator>::Item, <B as std::iter::Iterator>::Item);
        fn next(
            &mut self,
        ) -> std::option::Option<(<A as std::iter::Iterator>::Item, <B as std::iter::Iterator>::Item)>
        {
            match self.a.next() {
                Some(left) => match self.b.next() {
                    Some(right) => Some((left, right)),
                    None => None,
                },
                None => None,
            }
        }
    }

    impl<T, A: std::iter::Iterator<Item = T>, B: std::iter::Iterator<Item = T>> std::iter::Iterator
        for std::iter::Chain<A, B>
    {
        type Item = T;
        fn next(&mut self) -> std::option::Option<T> {
            if let Some(first) = &mut self.a {
                match first.next() {
                    Some(item) => return Some(item),
                    None => self.a = None,
                }
            }
            self.b.next()
        }
    }

    impl<I: std::iter::Iterator> std::iter::Iterator for std::iter::Take<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            if self.n == 0 {
                return None;
            }
            self.n -= 1;
            self.iter.next()
        }
    }

    impl<I: std::iter::Iterator> std::iter::Iterator for std::iter::StepBy<I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            if self.is_first {
                self.is_first = false;
                return self.iter.next();
            }
            self.iter.nth(self.rest)
        }
    }

    impl<'a, T: std::clone::Clone + 'a, I: std::iter::Iterator<Item = &'a T>> std::iter::Iterator
        for std::iter::Cloned<I>
    {
        type Item = T;
        fn next(&mut self) -> std::option::Option<T> {
            match self.iter.next() {
                Some(item) => Some(std::clone::Clone::clone(item)),
                None => None,
            }
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            self.iter.size_hint()
        }
    }

    impl<'a, T: Copy + 'a, I: std::iter::Iterator<Item = &'a T>> std::iter::Iterator
        for std::iter::Copied<I>
    {
        type Item = T;
        fn next(&mut self) -> std::option::Option<T> {
            match self.iter.next() {
                Some(item) => Some(*item),
                None => None,
            }
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            self.iter.size_hint()
        }
    }

    impl<I: std::iter::Iterator, P: FnMut(&<I as std::iter::Iterator>::Item) -> bool>
        std::iter::Iterator for std::iter::TakeWhile<I, P>
    {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            if self.is_done {
                return None;
            }
            match self.iter.next() {
                Some(item) => {
                    if (self.f)(&item) {
                        return Some(item);
                    }
                    self.is_done = true;
                    None
                }
                None => None,
            }
        }
    }

    impl<
            'a,
            T: Copy + 'a,
            I: std::iter::Iterator<Item = &'a T> + std::iter::DoubleEndedIterator,
        > std::iter::DoubleEndedIterator for std::iter::Copied<I>
    {
        fn next_back(&mut self) -> std::option::Option<T> {
            match self.iter.next_back() {
                Some(item) => Some(*item),
                None => None,
            }
        }
    }
    impl<
            'a,
            T: std::clone::Clone + 'a,
            I: std::iter::Iterator<Item = &'a T> + std::iter::DoubleEndedIterator,
        > std::iter::DoubleEndedIterator for std::iter::Cloned<I>
    {
        fn next_back(&mut self) -> std::option::Option<T> {
            match self.iter.next_back() {
                Some(item) => Some(std::clone::Clone::clone(item)),
                None => None,
            }
        }
    }
    impl<B, I: std::iter::ExactSizeIterator, F: FnMut(<I as std::iter::Iterator>::Item) -> B>
        std::iter::ExactSizeIterator for std::iter::Map<I, F>
    {
    }
    impl<I: std::iter::ExactSizeIterator> std::iter::ExactSizeIterator for std::iter::Enumerate<I> {}
    impl<I: std::iter::ExactSizeIterator + std::iter::DoubleEndedIterator>
        std::iter::DoubleEndedIterator for std::iter::Enumerate<I>
    {
        fn next_back(&mut self) -> std::option::Option<(usize, <I as std::iter::Iterator>::Item)> {
            let left = self.iter.len();
            match self.iter.next_back() {
                Some(item) => Some((self.count + left - 1, item)),
                None => None,
            }
        }
    }
    impl<
            I: std::iter::DoubleEndedIterator,
            P: FnMut(&<I as std::iter::Iterator>::Item) -> bool,
        > std::iter::DoubleEndedIterator for std::iter::Filter<I, P>
    {
        fn next_back(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            while let Some(item) = self.iter.next_back() {
                if (self.f)(&item) {
                    return Some(item);
                }
            }
            None
        }
    }
    impl<T, A, B> std::iter::DoubleEndedIterator for std::iter::Chain<A, B>
    where
        A: std::iter::DoubleEndedIterator<Item = T>,
        B: std::iter::DoubleEndedIterator<Item = T>,
    {
        fn next_back(&mut self) -> std::option::Option<T> {
            match self.b.next_back() {
                Some(item) => Some(item),
                None => match &mut self.a {
                    Some(first) => first.next_back(),
                    None => None,
                },
            }
        }
    }
    impl<A, B> std::iter::DoubleEndedIterator for std::iter::Zip<A, B>
    where
        A: std::iter::DoubleEndedIterator + std::iter::ExactSizeIterator,
        B: std::iter::DoubleEndedIterator + std::iter::ExactSizeIterator,
    {
        fn next_back(
            &mut self,
        ) -> std::option::Option<(<A as std::iter::Iterator>::Item, <B as std::iter::Iterator>::Item)>
        {
            while self.a.len() > self.b.len() {
                core::mem::drop(self.a.next_back());
            }
            while self.b.len() > self.a.len() {
                core::mem::drop(self.b.next_back());
            }
            match (self.a.next_back(), self.b.next_back()) {
                (Some(left), Some(right)) => Some((left, right)),
                _ => None,
            }
        }
    }
    impl<I: std::iter::DoubleEndedIterator + std::iter::ExactSizeIterator>
        std::iter::DoubleEndedIterator for std::iter::Skip<I>
    {
        fn next_back(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            if self.iter.len() > self.n {
                return self.iter.next_back();
            }
            None
        }
    }
    impl<I: std::iter::DoubleEndedIterator + std::iter::ExactSizeIterator>
        std::iter::DoubleEndedIterator for std::iter::Take<I>
    {
        fn next_back(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            if self.n == 0 {
                return None;
            }
            let length = self.iter.len();
            while self.iter.len() > self.n {
                core::mem::drop(self.iter.next_back());
            }
            self.n = if length < self.n { length } else { self.n };
            self.n -= 1;
            self.iter.next_back()
        }
    }
    impl<I: std::iter::DoubleEndedIterator> std::iter::DoubleEndedIterator for std::iter::Rev<I> {
        fn next_back(&mut self) -> std::option::Option<<I as std::iter::Iterator>::Item> {
            self.iter.next()
        }
    }
    impl<I: std::iter::ExactSizeIterator + std::iter::DoubleEndedIterator>
        std::iter::ExactSizeIterator for std::iter::Rev<I>
    {
    }
}
