// SPDX-License-Identifier: MIT
pub mod slice {
    use crate::std;
    use std::option::Option::{None, Some};

    pub use std::more::slice::*;

    /// A range as the first index and the one behind the last, checked against a length.
    pub trait Bounds: Sized {
        fn check(self, length: usize) -> (usize, usize);
        /// The same, or nothing for what lies outside.
        fn limits(self, length: usize) -> std::option::Option<(usize, usize)>;
    }
    fn limits(start: usize, end: usize, length: usize) -> std::option::Option<(usize, usize)> {
        if start <= end && end <= length {
            return Some((start, end));
        }
        None
    }

    fn check(start: usize, end: usize, length: usize) -> (usize, usize) {
        if start > length {
            core::panicking::panic_fmt(core::format_args!(
                "range start index {start} out of range for slice of length {length}"
            ));
        }
        if end > length {
            core::panicking::panic_fmt(core::format_args!(
                "range end index {end} out of range for slice of length {length}"
            ));
        }
        if start > end {
            core::panicking::panic_fmt(core::format_args!(
                "slice index starts at {start} but ends at {end}"
            ));
        }
        (start, end)
    }

    // The greatest index has none behind it, and is behind the end of all slices.
    fn past(last: usize) -> usize {
        if last == usize::MAX {
            last
        } else {
            last + 1
        }
    }
    // Nothing is left of a range that has been walked through.
    fn first(range: &std::ops::RangeInclusive<usize>) -> usize {
        if range.exhausted {
            past(range.end)
        } else {
            range.start
        }
    }

    impl std::slice::Bounds for std::ops::Range<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(self.start, self.end, length)
        }
        fn limits(self, length: usize) -> std::option::Option<(usize, usize)> {
            limits(self.start, self.end, length)
        }
    }
    impl std::slice::Bounds for std::ops::RangeFrom<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(self.start, length, length)
        }
        fn limits(self, length: usize) -> std::option::Option<(usize, usize)> {
            limits(self.start, length, length)
        }
    }
    impl std::slice::Bounds for std::ops::RangeTo<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(0, self.end, length)
        }
        fn limits(self, length: usize) -> std::option::Option<(usize, usize)> {
            limits(0, self.end, length)
        }
    }
    impl std::slice::Bounds for std::ops::RangeFull {
        fn check(self, length: usize) -> (usize, usize) {
            (0, length)
        }
        fn limits(self, length: usize) -> std::option::Option<(usize, usize)> {
            Some((0, length))
        }
    }
    impl std::slice::Bounds for std::ops::RangeInclusive<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(first(&self), past(self.end), length)
        }
        fn limits(self, length: usize) -> std::option::Option<(usize, usize)> {
            if self.end == usize::MAX { None } else { limits(first(&self), self.end + 1, length) }
        }
    }
    impl std::slice::Bounds for std::ops::RangeToInclusive<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(0, past(self.end), length)
        }
        fn limits(self, length: usize) -> std::option::Option<(usize, usize)> {
            if self.end == usize::MAX { None } else { limits(0, self.end + 1, length) }
        }
    }

    pub fn part<T, R: std::slice::Bounds>(list: &[T], range: R) -> &[T] {
        let (start, end) = range.check(list.len());
        unsafe { core::slice::from_raw_parts(list.as_ptr().add(start), end - start) }
    }
    pub fn part_mut<T, R: std::slice::Bounds>(list: &mut [T], range: R) -> &mut [T] {
        let (start, end) = range.check(list.len());
        unsafe { core::slice::from_raw_parts_mut(list.as_mut_ptr().add(start), end - start) }
    }

    pub fn reverse<T>(list: &mut [T]) {
        let length = list.len();
        let first = list.as_mut_ptr();
        let mut index = 0;
        while index < length / 2 {
            unsafe { core::ptr::swap(first.add(index), first.add(length - 1 - index)) }
            index += 1;
        }
    }
    pub fn split_mut<T>(list: &mut [T], middle: usize) -> (&mut [T], &mut [T]) {
        let length = list.len();
        if middle > length {
            core::panicking::panic("mid > len");
        }
        let first = list.as_mut_ptr();
        unsafe {
            (
                core::slice::from_raw_parts_mut(first, middle),
                core::slice::from_raw_parts_mut(first.add(middle), length - middle),
            )
        }
    }

    impl<T, R: std::slice::Bounds> std::ops::Index<R> for [T] {
        type Output = [T];
        fn index(&self, range: R) -> &[T] {
            part(self, range)
        }
    }
    impl<T, R: std::slice::Bounds> std::ops::IndexMut<R> for [T] {
        fn index_mut(&mut self, range: R) -> &mut [T] {
            part_mut(self, range)
        }
    }
    impl<T, R: std::slice::Bounds, const N: usize> std::ops::Index<R> for [T; N] {
        type Output = [T];
        fn index(&self, range: R) -> &[T] {
            part(self, range)
        }
    }
    impl<T, R: std::slice::Bounds, const N: usize> std::ops::IndexMut<R> for [T; N] {
        fn index_mut(&mut self, range: R) -> &mut [T] {
            part_mut(self, range)
        }
    }

    pub struct Iter<'a, T> {
        rest: &'a [T],
    }

    pub fn walk<T>(list: &[T]) -> std::slice::Iter<'_, T> {
        std::slice::Iter { rest: list }
    }

    impl<'a, T> std::iter::Iterator for std::slice::Iter<'a, T> {
        type Item = &'a T;
        fn next(&mut self) -> std::option::Option<&'a T> {
            if self.rest.len() == 0 {
                return None;
            }
            let first = self.rest.as_ptr();
            unsafe {
                self.rest = core::slice::from_raw_parts(first.add(1), self.rest.len() - 1);
                Some(&*first)
            }
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            (self.rest.len(), Some(self.rest.len()))
        }
        fn nth(&mut self, n: usize) -> std::option::Option<&'a T> {
            let length = self.rest.len();
            let skipped = if n < length { n } else { length };
            self.rest = part(self.rest, std::ops::RangeFrom { start: skipped });
            self.next()
        }
    }
    impl<'a, T> std::iter::ExactSizeIterator for std::slice::Iter<'a, T> {}
    impl<'a, T> std::clone::Clone for std::slice::Iter<'a, T> {
        fn clone(&self) -> std::slice::Iter<'a, T> {
            std::slice::Iter { rest: self.rest }
        }
    }
    impl<'a, T> std::slice::Iter<'a, T> {
        pub fn as_slice(&self) -> &'a [T] {
            self.rest
        }
    }

    impl<'a, T> std::iter::DoubleEndedIterator for std::slice::Iter<'a, T> {
        fn next_back(&mut self) -> std::option::Option<&'a T> {
            if self.rest.len() == 0 {
                return None;
            }
            let first = self.rest.as_ptr();
            let length = self.rest.len() - 1;
            unsafe {
                self.rest = core::slice::from_raw_parts(first, length);
                Some(&*first.add(length))
            }
        }
    }

    impl<'a, T> std::iter::IntoIterator for &'a [T] {
        type Item = &'a T;
        type IntoIter = std::slice::Iter<'a, T>;
        fn into_iter(self) -> std::slice::Iter<'a, T> {
            walk(self)
        }
    }
    impl<'a, T, const N: usize> std::iter::IntoIterator for &'a [T; N] {
        type Item = &'a T;
        type IntoIter = std::slice::Iter<'a, T>;
        fn into_iter(self) -> std::slice::Iter<'a, T> {
            walk(self)
        }
    }

    pub struct IterMut<'a, T> {
        pub first: *mut T,
        pub length: usize,
        marker: std::marker::PhantomData<&'a mut T>,
    }

    pub fn walk_mut<T>(list: &mut [T]) -> std::slice::IterMut<'_, T> {
        std::slice::IterMut {
            first: list.as_mut_ptr(),
            length: list.len(),
            marker: std::marker::PhantomData,
        }
    }

    impl<'a, T> std::iter::Iterator for std::slice::IterMut<'a, T> {
        type Item = &'a mut T;
        fn next(&mut self) -> std::option::Option<&'a mut T> {
            if self.length == 0 {
                return None;
            }
            let first = self.first;
            unsafe {
                self.first = first.add(1);
                self.length -= 1;
                Some(&mut *first)
            }
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            (self.length, Some(self.length))
        }
    }
    impl<'a, T> std::iter::ExactSizeIterator for std::slice::IterMut<'a, T> {}

    impl<'a, T> std::iter::IntoIterator for &'a mut [T] {
        type Item = &'a mut T;
        type IntoIter = std::slice::IterMut<'a, T>;
        fn into_iter(self) -> std::slice::IterMut<'a, T> {
            walk_mut(self)
        }
    }
    impl<'a, T, const N: usize> std::iter::IntoIterator for &'a mut [T; N] {
        type Item = &'a mut T;
        type IntoIter = std::slice::IterMut<'a, T>;
        fn into_iter(self) -> std::slice::IterMut<'a, T> {
            walk_mut(self)
        }
    }

    pub trait SliceIndex<T> {
        type Output: ?Sized;
        fn get(self, list: &[T]) -> std::option::Option<&Self::Output>;
        fn get_mut(self, list: &mut [T]) -> std::option::Option<&mut Self::Output>;
    }
    impl<T> std::slice::SliceIndex<T> for usize {
        type Output = T;
        fn get(self, list: &[T]) -> std::option::Option<&T> {
            if self < list.len() {
                Some(&list[self])
            } else {
                None
            }
        }
        fn get_mut(self, list: &mut [T]) -> std::option::Option<&mut T> {
            if self < list.len() {
                Some(&mut list[self])
            } else {
                None
            }
        }
    }
    impl<T, R: std::slice::Bounds> std::slice::SliceIndex<T> for R {
        type Output = [T];
        fn get(self, list: &[T]) -> std::option::Option<&[T]> {
            match self.limits(list.len()) {
                Some((start, end)) => Some(part(list, std::ops::Range { start, end })),
                None => None,
            }
        }
        fn get_mut(self, list: &mut [T]) -> std::option::Option<&mut [T]> {
            match self.limits(list.len()) {
                Some((start, end)) => Some(part_mut(list, std::ops::Range { start, end })),
                None => None,
            }
        }
    }

    impl<T> [T] {
        pub fn iter(&self) -> std::slice::Iter<'_, T> {
            walk(self)
        }
        pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
            walk_mut(self)
        }
        pub fn is_empty(&self) -> bool {
            self.len() == 0
        }
        pub fn first(&self) -> std::option::Option<&T> {
            if self.len() == 0 {
                return None;
            }
            Some(&self[0])
        }
        pub fn last(&self) -> std::option::Option<&T> {
            if self.len() == 0 {
                return None;
            }
            Some(&self[self.len() - 1])
        }
        pub fn get<I: std::slice::SliceIndex<T>>(
            &self,
            index: I,
        ) -> std::option::Option<&<I as std::slice::SliceIndex<T>>::Output> {
            <I as std::slice::SliceIndex<T>>::get(index, self)
        }
        pub fn get_mut<I: std::slice::SliceIndex<T>>(
            &mut self,
            index: I,
        ) -> std::option::Option<&mut <I as std::slice::SliceIndex<T>>::Output> {
            <I as std::slice::SliceIndex<T>>::get_mut(index, self)
        }
        pub fn to_vec(&self) -> std::vec::Vec<T>
        where
            T: std::clone::Clone,
        {
            <std::vec::Vec<T> as std::convert::From<&[T]>>::from(self)
        }
        pub fn contains(&self, value: &T) -> bool
        where
            T: std::cmp::PartialEq<T>,
        {
            let mut index = 0;
            while index < self.len() {
                if <T as std::cmp::PartialEq<T>>::eq(&self[index], value) {
                    return true;
                }
                index += 1;
            }
            false
        }
        pub fn fill(&mut self, value: T)
        where
            T: std::clone::Clone,
        {
            let mut index = 0;
            while index < self.len() {
                self[index] = <T as std::clone::Clone>::clone(&value);
                index += 1;
            }
        }
        pub fn reverse(&mut self) {
            reverse(self)
        }
        pub fn copy_from_slice(&mut self, source: &[T])
        where
            T: Copy,
        {
            let length = self.len();
            let given = source.len();
            if length != given {
                core::panicking::panic_fmt(core::format_args!(
                    "copy_from_slice: source slice length ({given}) does not match destination \
                     slice length ({length})"
                ));
            }
            unsafe { core::ptr::copy_nonoverlapping(source.as_ptr(), self.as_mut_ptr(), length) }
        }
        pub fn split_at(&self, middle: usize) -> (&[T], &[T]) {
            if middle > self.len() {
                core::panicking::panic("mid > len");
            }
            unsafe {
                (
                    core::slice::from_raw_parts(self.as_ptr(), middle),
                    core::slice::from_raw_parts(self.as_ptr().add(middle), self.len() - middle),
                )
            }
        }
        pub fn split_at_mut(&mut self, middle: usize) -> (&mut [T], &mut [T]) {
            split_mut(self, middle)
        }
        pub fn swap(&mut self, left: usize, right: usize) {
            let left: *mut T = &mut self[left];
            let right: *mut T = &mut self[right];
            unsafe { core::ptr::swap(left, right) }
        }
    }
}
