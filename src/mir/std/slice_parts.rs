// SPDX-License-Identifier: MIT
//
// Slices in pieces of a size or between separators, and lists made of slices.
pub mod slice {
    use crate::std;
    use std::option::Option::{self, None, Some};
    use std::slice::{part, part_mut};

    pub struct Windows<'a, T> {
        pub rest: &'a [T],
        pub size: usize,
    }
    pub struct Chunks<'a, T> {
        rest: &'a [T],
        size: usize,
    }
    pub struct ChunksMut<'a, T> {
        rest: &'a mut [T],
        size: usize,
    }
    pub struct ChunksExact<'a, T> {
        rest: &'a [T],
        remainder: &'a [T],
        size: usize,
    }
    pub struct ChunksExactMut<'a, T> {
        rest: &'a mut [T],
        size: usize,
    }
    pub struct RChunks<'a, T> {
        rest: &'a [T],
        size: usize,
    }
    pub struct Split<'a, T, P> {
        rest: Option<&'a [T]>,
        f: P,
    }

    fn least(left: usize, right: usize) -> usize {
        if left < right {
            left
        } else {
            right
        }
    }
    fn cut<'a, T>(rest: &mut &'a [T], length: usize) -> &'a [T] {
        let list = *rest;
        *rest = part(list, std::ops::RangeFrom { start: length });
        part(list, std::ops::RangeTo { end: length })
    }
    fn cut_back<'a, T>(rest: &mut &'a [T], length: usize) -> &'a [T] {
        let list = *rest;
        let start = list.len() - length;
        *rest = part(list, std::ops::RangeTo { end: start });
        part(list, std::ops::RangeFrom { start })
    }
    fn cut_mut<'a, T>(rest: &mut &'a mut [T], length: usize) -> &'a mut [T] {
        let list = core::mem::replace(rest, &mut []);
        let (first, second) = std::slice::split_mut(list, length);
        *rest = second;
        first
    }

    impl<'a, T> std::iter::Iterator for std::slice::Windows<'a, T> {
        type Item = &'a [T];
        fn next(&mut self) -> Option<&'a [T]> {
            if self.size > self.rest.len() {
                return None;
            }
            let window = part(self.rest, std::ops::RangeTo { end: self.size });
            self.rest = part(self.rest, std::ops::RangeFrom { start: 1 });
            Some(window)
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            let count = (self.rest.len() + 1).saturating_sub(self.size);
            (count, Some(count))
        }
    }
    impl<'a, T> std::iter::ExactSizeIterator for std::slice::Windows<'a, T> {}
    impl<'a, T> std::iter::DoubleEndedIterator for std::slice::Windows<'a, T> {
        fn next_back(&mut self) -> Option<&'a [T]> {
            let length = self.rest.len();
            if self.size > length {
                return None;
            }
            let window = part(self.rest, std::ops::RangeFrom { start: length - self.size });
            self.rest = part(self.rest, std::ops::RangeTo { end: length - 1 });
            Some(window)
        }
    }
    impl<'a, T> std::iter::Iterator for std::slice::Chunks<'a, T> {
        type Item = &'a [T];
        fn next(&mut self) -> Option<&'a [T]> {
            if self.rest.len() == 0 {
                return None;
            }
            let length = least(self.size, self.rest.len());
            Some(cut(&mut self.rest, length))
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            let count = (self.rest.len() + self.size - 1) / self.size;
            (count, Some(count))
        }
    }
    impl<'a, T> std::iter::ExactSizeIterator for std::slice::Chunks<'a, T> {}
    impl<'a, T> std::iter::DoubleEndedIterator for std::slice::Chunks<'a, T> {
        fn next_back(&mut self) -> Option<&'a [T]> {
            let length = self.rest.len();
            if length == 0 {
                return None;
            }
            let rest = length % self.size;
            Some(cut_back(&mut self.rest, if rest == 0 { self.size } else { rest }))
        }
    }
    impl<'a, T> std::iter::Iterator for std::slice::ChunksMut<'a, T> {
        type Item = &'a mut [T];
        fn next(&mut self) -> Option<&'a mut [T]> {
            if self.rest.len() == 0 {
                return None;
            }
            let length = least(self.size, self.rest.len());
            Some(cut_mut(&mut self.rest, length))
        }
    }
    impl<'a, T> std::slice::ChunksExact<'a, T> {
        pub fn remainder(&self) -> &'a [T] {
            self.remainder
        }
    }
    impl<'a, T> std::iter::Iterator for std::slice::ChunksExact<'a, T> {
        type Item = &'a [T];
        fn next(&mut self) -> Option<&'a [T]> {
            if self.rest.len() == 0 {
                return None;
            }
            Some(cut(&mut self.rest, self.size))
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            let count = self.rest.len() / self.size;
            (count, Some(count))
        }
    }
    impl<'a, T> std::iter::ExactSizeIterator for std::slice::ChunksExact<'a, T> {}
    impl<'a, T> std::iter::Iterator for std::slice::ChunksExactMut<'a, T> {
        type Item = &'a mut [T];
        fn next(&mut self) -> Option<&'a mut [T]> {
            if self.rest.len() < self.size {
                return None;
            }
            let size = self.size;
            Some(cut_mut(&mut self.rest, size))
        }
    }
    impl<'a, T> std::iter::Iterator for std::slice::RChunks<'a, T> {
        type Item = &'a [T];
        fn next(&mut self) -> Option<&'a [T]> {
            if self.rest.len() == 0 {
                return None;
            }
            let length = least(self.size, self.rest.len());
            Some(cut_back(&mut self.rest, length))
        }
    }
    impl<'a, T, P: FnMut(&T) -> bool> std::iter::Iterator for std::slice::Split<'a, T, P> {
        type Item = &'a [T];
        fn next(&mut self) -> Option<&'a [T]> {
            let list = match self.rest {
                Some(list) => list,
                None => return None,
            };
            let mut index = 0;
            while index < list.len() {
                if (self.f)(&list[index]) {
                    self.rest = Some(part(list, std::ops::RangeFrom { start: index + 1 }));
                    return Some(part(list, std::ops::RangeTo { end: index }));
                }
                index += 1;
            }
            core::mem::replace(&mut self.rest, None)
        }
    }

    pub fn turn_left<T>(list: &mut [T], count: usize) {
        std::slice::reverse(part_mut(list, std::ops::RangeTo { end: count }));
        std::slice::reverse(part_mut(list, std::ops::RangeFrom { start: count }));
        std::slice::reverse(list);
    }
    pub fn turn_right<T>(list: &mut [T], count: usize) {
        let length = list.len();
        turn_left(list, length - count)
    }

    fn require(size: usize) {
        if size == 0 {
            core::panicking::panic("chunk size must be non-zero");
        }
    }
    impl<T> [T] {
        pub fn windows(&self, size: usize) -> std::slice::Windows<'_, T> {
            if size == 0 {
                core::panicking::panic("window size must be non-zero");
            }
            Windows { rest: self, size }
        }
        pub fn chunks(&self, size: usize) -> std::slice::Chunks<'_, T> {
            require(size);
            Chunks { rest: self, size }
        }
        pub fn chunks_mut(&mut self, size: usize) -> std::slice::ChunksMut<'_, T> {
            require(size);
            ChunksMut { rest: self, size }
        }
        pub fn chunks_exact(&self, size: usize) -> std::slice::ChunksExact<'_, T> {
            require(size);
            let mut remainder = self;
            let length = self.len() - self.len() % size;
            ChunksExact { rest: cut(&mut remainder, length), remainder, size }
        }
        pub fn chunks_exact_mut(&mut self, size: usize) -> std::slice::ChunksExactMut<'_, T> {
            require(size);
            ChunksExactMut { rest: self, size }
        }
        pub fn rchunks(&self, size: usize) -> std::slice::RChunks<'_, T> {
            require(size);
            RChunks { rest: self, size }
        }
        pub fn split<F: FnMut(&T) -> bool>(&self, f: F) -> std::slice::Split<'_, T, F> {
            Split { rest: Some(self), f }
        }
        pub fn split_first(&self) -> Option<(&T, &[T])> {
            if self.len() == 0 {
                return None;
            }
            Some((&self[0], part(self, std::ops::RangeFrom { start: 1 })))
        }
        pub fn split_last(&self) -> Option<(&T, &[T])> {
            if self.len() == 0 {
                return None;
            }
            let last = self.len() - 1;
            Some((&self[last], part(self, std::ops::RangeTo { end: last })))
        }
        pub fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> {
            if self.len() == 0 {
                return None;
            }
            let (first, rest) = std::slice::split_mut(self, 1);
            Some((&mut first[0], rest))
        }
        pub fn first_mut(&mut self) -> Option<&mut T> {
            if self.len() == 0 {
                return None;
            }
            Some(&mut self[0])
        }
        pub fn last_mut(&mut self) -> Option<&mut T> {
            let length = self.len();
            if length == 0 {
                return None;
            }
            Some(&mut self[length - 1])
        }
        pub fn starts_with(&self, other: &[T]) -> bool
        where
            T: std::cmp::PartialEq<T>,
        {
            other.len() <= self.len() && starts_with(self, other)
        }
        pub fn ends_with(&self, other: &[T]) -> bool
        where
            T: std::cmp::PartialEq<T>,
        {
            other.len() <= self.len()
                && starts_with(
                    part(self, std::ops::RangeFrom { start: self.len() - other.len() }),
                    other,
                )
        }
        pub fn strip_prefix<P: std::convert::AsRef<[T]> + ?Sized>(&self, other: &P) -> Option<&[T]>
        where
            T: std::cmp::PartialEq<T>,
        {
            let other = other.as_ref();
            if other.len() <= self.len() && starts_with(self, other) {
                return Some(part(self, std::ops::RangeFrom { start: other.len() }));
            }
            None
        }
        pub fn strip_suffix<P: std::convert::AsRef<[T]> + ?Sized>(&self, other: &P) -> Option<&[T]>
        where
            T: std::cmp::PartialEq<T>,
        {
            let other = other.as_ref();
            if other.len() <= self.len() {
                let middle = self.len() - other.len();
                if starts_with(part(self, std::ops::RangeFrom { start: middle }), other) {
                    return Some(part(self, std::ops::RangeTo { end: middle }));
                }
            }
            None
        }
        pub fn fill_with<F: FnMut() -> T>(&mut self, f: F) {
            let (mut f, mut index) = (f, 0);
            while index < self.len() {
                self[index] = f();
                index += 1;
            }
        }
        pub fn clone_from_slice(&mut self, source: &[T])
        where
            T: std::clone::Clone,
        {
            if self.len() != source.len() {
                core::panicking::panic("destination and source slices have different lengths");
            }
            let mut index = 0;
            while index < self.len() {
                self[index] = <T as std::clone::Clone>::clone(&source[index]);
                index += 1;
            }
        }
        pub fn copy_within<R: std::slice::Bounds>(&mut self, range: R, target: usize)
        where
            T: Copy,
        {
            let (start, end) = range.check(self.len());
            if target > self.len() - (end - start) {
                core::panicking::panic("dest is out of bounds");
            }
            let first = self.as_mut_ptr();
            unsafe { core::ptr::copy(first.add(start), first.add(target), end - start) }
        }
        pub fn swap_with_slice(&mut self, other: &mut [T]) {
            if self.len() != other.len() {
                core::panicking::panic("destination and source slices have different lengths");
            }
            let (first, second) = (self.as_mut_ptr(), other.as_mut_ptr());
            unsafe { core::ptr::swap_nonoverlapping(first, second, self.len()) }
        }
        pub fn rotate_left(&mut self, count: usize) {
            if count > self.len() {
                core::panicking::panic("assertion failed: mid <= self.len()");
            }
            turn_left(self, count)
        }
        pub fn rotate_right(&mut self, count: usize) {
            if count > self.len() {
                core::panicking::panic("assertion failed: k <= self.len()");
            }
            turn_right(self, count)
        }
        pub fn repeat(&self, count: usize) -> std::vec::Vec<T>
        where
            T: Copy + std::clone::Clone,
        {
            let mut list = std::vec::Vec::<T>::with_capacity(self.len() * count);
            let mut left = count;
            while left > 0 {
                list.extend_from_slice(self);
                left -= 1;
            }
            list
        }
        pub fn into_vec<A>(list: std::boxed::Box<[T]>) -> std::vec::Vec<T> {
            std::vec::from_box(list)
        }
        pub fn concat<Item: ?Sized>(&self) -> <Self as std::slice::Concat<Item>>::Output
        where
            Self: std::slice::Concat<Item>,
        {
            <Self as std::slice::Concat<Item>>::concat(self)
        }
        pub fn join<Separator>(
            &self,
            separator: Separator,
        ) -> <Self as std::slice::Join<Separator>>::Output
        where
            Self: std::slice::Join<Separator>,
        {
            <Self as std::slice::Join<Separator>>::join(self, separator)
        }
    }

    // Whether `list`, which is no shorter, begins with `other`.
    pub fn starts_with<T: std::cmp::PartialEq<T>>(list: &[T], other: &[T]) -> bool {
        let mut index = 0;
        while index < other.len() {
            if !<T as std::cmp::PartialEq<T>>::eq(&list[index], &other[index]) {
                return false;
            }
            index += 1;
        }
        true
    }

    pub trait Concat<Item: ?Sized> {
        type Output;
        fn concat(list: &Self) -> Self::Output;
    }
    pub trait Join<Separator> {
        type Output;
        fn join(list: &Self, separator: Separator) -> Self::Output;
    }
    impl<S: std::borrow::Borrow<str>> std::slice::Concat<str> for [S] {
        type Output = std::string::String;
        fn concat(list: &[S]) -> std::string::String {
            <[S] as std::slice::Join<&str>>::join(list, "")
        }
    }
    impl<S: std::borrow::Borrow<str>> std::slice::Join<&str> for [S] {
        type Output = std::string::String;
        fn join(list: &[S], separator: &str) -> std::string::String {
            let mut text = std::string::String::new();
            let mut index = 0;
            while index < list.len() {
                if index > 0 {
                    text.push_str(separator);
                }
                text.push_str(<S as std::borrow::Borrow<str>>::borrow(&list[index]));
                index += 1;
            }
            text
        }
    }
    impl<T: std::clone::Clone, V: std::borrow::Borrow<[T]>> std::slice::Concat<T> for [V] {
        type Output = std::vec::Vec<T>;
        fn concat(list: &[V]) -> std::vec::Vec<T> {
            <[V] as std::slice::Join<&[T]>>::join(list, &[])
        }
    }
    impl<T: std::clone::Clone, V: std::borrow::Borrow<[T]>> std::slice::Join<&[T]> for [V] {
        type Output = std::vec::Vec<T>;
        fn join(list: &[V], separator: &[T]) -> std::vec::Vec<T> {
            let mut all = std::vec::Vec::<T>::new();
            let mut index = 0;
            while index < list.len() {
                if index > 0 {
                    all.extend_from_slice(separator);
                }
                all.extend_from_slice(<V as std::borrow::Borrow<[T]>>::borrow(&list[index]));
                index += 1;
            }
            all
        }
    }
    impl<T: std::clone::Clone, V: std::borrow::Borrow<[T]>> std::slice::Join<&T> for [V] {
        type Output = std::vec::Vec<T>;
        fn join(list: &[V], separator: &T) -> std::vec::Vec<T> {
            let between = unsafe { core::slice::from_raw_parts(separator, 1) };
            <[V] as std::slice::Join<&[T]>>::join(list, between)
        }
    }
}
