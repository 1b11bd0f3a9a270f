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

    impl std::iter::FromIterator<char> for std::string::String {
        fn from_iter<I: std::iter::Iterator<Item = char>>(items: I) -> std::string::String {
            let mut rest = items;
            let mut text = std::string::String::new();
            while let Some(item) = rest.next() {
                text.push(item);
            }
            text
        }
    }
    impl<'a> std::iter::FromIterator<&'a str> for std::string::String {
        fn from_iter<I: std::iter::Iterator<Item = &'a str>>(items: I) -> std::string::String {
            let mut rest = items;
            let mut text = std::string::String::new();
            while let Some(item) = rest.next() {
                text.push_str(item);
            }
            text
        }
    }
    impl std::iter::FromIterator<std::string::String> for std::string::String {
        fn from_iter<I: std::iter::Iterator<Item = std::string::String>>(
            items: I,
        ) -> std::string::String {
            let mut rest = items;
            let mut text = std::string::String::new();
            while let Some(item) = rest.next() {
                text.push_str(item.as_str());
            }
            text
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
    impl<'a> std::iter::FromIterator<&'a char> for std::string::String {
        fn from_iter<I: std::iter::Iterator<Item = &'a char>>(items: I) -> std::string::String {
            let mut rest = items;
            let mut text = std::string::String::new();
            while let Some(item) = rest.next() {
                text.push(*item);
            }
            text
        }
    }
}
