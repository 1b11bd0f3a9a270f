// SPDX-License-Identifier: MIT
pub mod slice {
    use crate::std;
    use std::option::Option::{None, Some};

    /// A range as the first index and the one behind the last, checked against a length.
    pub trait Bounds {
        fn check(self, length: usize) -> (usize, usize);
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

    impl std::slice::Bounds for std::ops::Range<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(self.start, self.end, length)
        }
    }
    impl std::slice::Bounds for std::ops::RangeFrom<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(self.start, length, length)
        }
    }
    impl std::slice::Bounds for std::ops::RangeTo<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(0, self.end, length)
        }
    }
    impl std::slice::Bounds for std::ops::RangeFull {
        fn check(self, length: usize) -> (usize, usize) {
            (0, length)
        }
    }
    impl std::slice::Bounds for std::ops::RangeInclusive<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(self.start, self.end + 1, length)
        }
    }
    impl std::slice::Bounds for std::ops::RangeToInclusive<usize> {
        fn check(self, length: usize) -> (usize, usize) {
            check(0, self.end + 1, length)
        }
    }

    fn part<T, R: std::slice::Bounds>(list: &[T], range: R) -> &[T] {
        let (start, end) = range.check(list.len());
        unsafe { core::slice::from_raw_parts(list.as_ptr().add(start), end - start) }
    }
    fn part_mut<T, R: std::slice::Bounds>(list: &mut [T], range: R) -> &mut [T] {
        let (start, end) = range.check(list.len());
        unsafe { core::slice::from_raw_parts_mut(list.as_mut_ptr().add(start), end - start) }
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
            std::slice::Iter { rest: self }
        }
    }
    impl<'a, T, const N: usize> std::iter::IntoIterator for &'a [T; N] {
        type Item = &'a T;
        type IntoIter = std::slice::Iter<'a, T>;
        fn into_iter(self) -> std::slice::Iter<'a, T> {
            std::slice::Iter { rest: self }
        }
    }

    pub struct IterMut<'a, T> {
        first: *mut T,
        length: usize,
        marker: std::marker::PhantomData<&'a mut T>,
    }

    fn walk_mut<T>(list: &mut [T]) -> std::slice::IterMut<'_, T> {
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
    }

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

    impl<T> [T] {
        pub fn iter(&self) -> std::slice::Iter<'_, T> {
            std::slice::Iter { rest: self }
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
        pub fn swap(&mut self, left: usize, right: usize) {
            let left: *mut T = &mut self[left];
            let right: *mut T = &mut self[right];
            unsafe { core::ptr::swap(left, right) }
        }
    }
}
