// SPDX-License-Identifier: MIT
//
// What iterators are collected into, beside Vec: texts, boxes, and options and results of whatever
// else can be collected, which end at the first item that is none.
pub mod iter_collect {
    use crate::std;
    use std::iter::*;
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    /// The values in front of the first item that has none; that one is kept outside.
    pub struct Values<'a, I, R> {
        iter: I,
        residual: &'a mut Option<R>,
    }

    impl<'a, T, E, I: Iterator<Item = std::result::Result<T, E>>> std::iter::Iterator
        for std::iter_collect::Values<'a, I, E>
    {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            match self.iter.next() {
                Some(Ok(value)) => Some(value),
                Some(Err(error)) => {
                    *self.residual = Some(error);
                    None
                }
                None => None,
            }
        }
    }
    /// The same for options.
    pub struct Somes<'a, I> {
        iter: I,
        has_none: &'a mut bool,
    }
    impl<'a, T, I: Iterator<Item = std::option::Option<T>>> std::iter::Iterator
        for std::iter_collect::Somes<'a, I>
    {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            match self.iter.next() {
                Some(Some(value)) => Some(value),
                Some(None) => {
                    *self.has_none = true;
                    None
                }
                None => None,
            }
        }
    }

    impl<T, E, V: FromIterator<T>> std::iter::FromIterator<std::result::Result<T, E>>
        for std::result::Result<V, E>
    {
        fn from_iter<I: IntoIterator<Item = std::result::Result<T, E>>>(items: I) -> Result<V, E> {
            let mut residual = None;
            let values = Values { iter: items.into_iter(), residual: &mut residual };
            let made = <V as FromIterator<T>>::from_iter(values);
            match residual {
                Some(error) => Err(error),
                None => Ok(made),
            }
        }
    }
    impl<T, V: FromIterator<T>> std::iter::FromIterator<std::option::Option<T>>
        for std::option::Option<V>
    {
        fn from_iter<I: IntoIterator<Item = std::option::Option<T>>>(items: I) -> Option<V> {
            let mut has_none = false;
            let somes = Somes { iter: items.into_iter(), has_none: &mut has_none };
            let made = <V as FromIterator<T>>::from_iter(somes);
            if has_none {
                return None;
            }
            Some(made)
        }
    }
    impl<T, E, U: Sum<T>> std::iter::Sum<std::result::Result<T, E>> for std::result::Result<U, E> {
        fn sum<I: std::iter::Iterator<Item = std::result::Result<T, E>>>(items: I) -> Result<U, E> {
            let mut residual = None;
            let made = <U as Sum<T>>::sum(Values { iter: items, residual: &mut residual });
            match residual {
                Some(error) => Err(error),
                None => Ok(made),
            }
        }
    }
    impl<T, U: Sum<T>> std::iter::Sum<std::option::Option<T>> for std::option::Option<U> {
        fn sum<I: std::iter::Iterator<Item = std::option::Option<T>>>(items: I) -> Option<U> {
            let mut has_none = false;
            let made = <U as Sum<T>>::sum(Somes { iter: items, has_none: &mut has_none });
            if has_none {
                return None;
            }
            Some(made)
        }
    }
    impl<T, E, U: Product<T>> std::iter::Product<std::result::Result<T, E>>
        for std::result::Result<U, E>
    {
        fn product<I: std::iter::Iterator<Item = std::result::Result<T, E>>>(
            items: I,
        ) -> Result<U, E> {
            let mut residual = None;
            let made = <U as Product<T>>::product(Values { iter: items, residual: &mut residual });
            match residual {
                Some(error) => Err(error),
                None => Ok(made),
            }
        }
    }
    impl<T, U: Product<T>> std::iter::Product<std::option::Option<T>> for std::option::Option<U> {
        fn product<I: std::iter::Iterator<Item = std::option::Option<T>>>(items: I) -> Option<U> {
            let mut has_none = false;
            let made = <U as Product<T>>::product(Somes { iter: items, has_none: &mut has_none });
            if has_none {
                return None;
            }
            Some(made)
        }
    }

    impl<T> std::iter::FromIterator<T> for std::boxed::Box<[T]> {
        fn from_iter<I: IntoIterator<Item = T>>(items: I) -> std::boxed::Box<[T]> {
            <std::vec::Vec<T> as FromIterator<T>>::from_iter(items).into_boxed_slice()
        }
    }
    impl std::iter::FromIterator<()> for () {
        fn from_iter<I: IntoIterator<Item = ()>>(items: I) {
            let mut rest = items.into_iter();
            while rest.next().is_some() {}
        }
    }
    impl<A> std::iter::FromIterator<A> for std::string::String
    where
        std::string::String: std::iter::Extend<A>,
    {
        fn from_iter<I: IntoIterator<Item = A>>(items: I) -> std::string::String {
            let mut text = std::string::String::new();
            text.extend(items);
            text
        }
    }
    impl std::iter::Extend<char> for std::string::String {
        fn extend<I: IntoIterator<Item = char>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push(item);
            }
        }
    }
    impl<'a> std::iter::Extend<&'a char> for std::string::String {
        fn extend<I: IntoIterator<Item = &'a char>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push(*item);
            }
        }
    }
    impl<'a> std::iter::Extend<&'a str> for std::string::String {
        fn extend<I: IntoIterator<Item = &'a str>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push_str(item);
            }
        }
    }
    impl std::iter::Extend<std::string::String> for std::string::String {
        fn extend<I: IntoIterator<Item = std::string::String>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push_str(item.as_str());
            }
        }
    }
    impl std::iter::Extend<()> for () {
        fn extend<I: IntoIterator<Item = ()>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while rest.next().is_some() {}
        }
    }
}
