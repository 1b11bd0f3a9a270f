// SPDX-License-Identifier: MIT
//
// VecDeque: its elements lie side by side, with room on both sides of them. When the room on one side
// is used up they move to the middle of memory that has twice as much of it.
pub mod collections {
    pub mod vec_deque {
        use crate::std;
        use std::iter::Iterator;
        use std::option::Option::{self, None, Some};

        pub struct Iter<'a, T>(pub std::slice::Iter<'a, T>);
        pub struct IterMut<'a, T>(pub std::slice::IterMut<'a, T>);
        pub struct Drain<'a, T> {
            pub inner: std::collections::VecDeque<T>,
            pub marker: std::marker::PhantomData<&'a mut T>,
        }
        pub struct IntoIter<T> {
            pub inner: std::collections::VecDeque<T>,
        }
        impl<'a, T> std::iter::Iterator for std::collections::vec_deque::Iter<'a, T> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                self.0.next()
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, T> std::iter::ExactSizeIterator for std::collections::vec_deque::Iter<'a, T> {}
        impl<'a, T> std::iter::DoubleEndedIterator for std::collections::vec_deque::Iter<'a, T> {
            fn next_back(&mut self) -> Option<&'a T> {
                std::iter::DoubleEndedIterator::next_back(&mut self.0)
            }
        }
        impl<'a, T> std::iter::Iterator for std::collections::vec_deque::IterMut<'a, T> {
            type Item = &'a mut T;
            fn next(&mut self) -> Option<&'a mut T> {
                self.0.next()
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, T> std::iter::ExactSizeIterator for std::collections::vec_deque::IterMut<'a, T> {}
        impl<'a, T> std::iter::DoubleEndedIterator for std::collections::vec_deque::IterMut<'a, T> {
            fn next_back(&mut self) -> Option<&'a mut T> {
                std::iter::DoubleEndedIterator::next_back(&mut self.0)
            }
        }
        impl<'a, T> std::iter::Iterator for std::collections::vec_deque::Drain<'a, T> {
            type Item = T;
            fn next(&mut self) -> Option<T> {
                self.inner.pop_front()
            }
        }
        impl<T> std::iter::Iterator for std::collections::vec_deque::IntoIter<T> {
            type Item = T;
            fn next(&mut self) -> Option<T> {
                self.inner.pop_front()
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.inner.len(), Some(self.inner.len()))
            }
        }
        impl<T> std::iter::ExactSizeIterator for std::collections::vec_deque::IntoIter<T> {}
        impl<T> std::iter::DoubleEndedIterator for std::collections::vec_deque::IntoIter<T> {
            fn next_back(&mut self) -> Option<T> {
                self.inner.pop_back()
            }
        }
    }

    use crate::std;
    use std::collections::vec_deque::*;
    use std::iter::{Extend, FromIterator, IntoIterator, Iterator};
    use std::option::Option::{self, None, Some};
    use std::result::Result;

    /// The list's length is the number of elements, the first of which lies at `head` of its memory.
    pub struct VecDeque<T> {
        ring: std::vec::Vec<T>,
        head: usize,
    }
    impl<T> core::ops::Drop for std::collections::VecDeque<T> {
        fn drop(&mut self) {
            self.clear()
        }
    }

    // Moves the elements to memory with as much room on each side as there are elements.
    fn spread<T>(list: &mut std::collections::VecDeque<T>) {
        let length = list.ring.len();
        let room = length + 2;
        let mut wider = std::vec::Vec::<T>::with_capacity(length + 2 * room);
        unsafe {
            let source = list.ring.as_ptr().add(list.head);
            core::ptr::copy_nonoverlapping(source, wider.as_mut_ptr().add(room), length);
            list.ring.set_len(0);
            wider.set_len(length);
        }
        list.ring = wider;
        list.head = room;
    }

    impl<T> std::collections::VecDeque<T> {
        pub fn new() -> std::collections::VecDeque<T> {
            VecDeque { ring: std::vec::Vec::<T>::new(), head: 0 }
        }
        pub fn with_capacity(capacity: usize) -> std::collections::VecDeque<T> {
            VecDeque { ring: std::vec::Vec::<T>::with_capacity(capacity), head: 0 }
        }
        pub fn len(&self) -> usize {
            self.ring.len()
        }
        pub fn is_empty(&self) -> bool {
            self.ring.len() == 0
        }
        pub fn reserve(&mut self, _additional: usize) {}
        fn list(&self) -> &[T] {
            unsafe {
                core::slice::from_raw_parts(self.ring.as_ptr().add(self.head), self.ring.len())
            }
        }
        pub fn make_contiguous(&mut self) -> &mut [T] {
            let length = self.ring.len();
            unsafe {
                core::slice::from_raw_parts_mut(self.ring.as_mut_ptr().add(self.head), length)
            }
        }
        pub fn push_back(&mut self, value: T) {
            let length = self.ring.len();
            if self.head + length >= self.ring.capacity() {
                spread(self);
            }
            unsafe {
                core::ptr::write(self.ring.as_mut_ptr().add(self.head + length), value);
                self.ring.set_len(length + 1);
            }
        }
        pub fn push_front(&mut self, value: T) {
            let length = self.ring.len();
            if self.head == 0 {
                spread(self);
            }
            self.head -= 1;
            unsafe {
                core::ptr::write(self.ring.as_mut_ptr().add(self.head), value);
                self.ring.set_len(length + 1);
            }
        }
        pub fn pop_front(&mut self) -> Option<T> {
            let length = self.ring.len();
            if length == 0 {
                return None;
            }
            self.head += 1;
            unsafe {
                self.ring.set_len(length - 1);
                Some(core::ptr::read(self.ring.as_ptr().add(self.head - 1)))
            }
        }
        pub fn pop_back(&mut self) -> Option<T> {
            let length = self.ring.len();
            if length == 0 {
                return None;
            }
            unsafe {
                self.ring.set_len(length - 1);
                Some(core::ptr::read(self.ring.as_ptr().add(self.head + length - 1)))
            }
        }
        pub fn clear(&mut self) {
            while self.pop_front().is_some() {}
        }
        pub fn truncate(&mut self, length: usize) {
            while self.ring.len() > length {
                core::mem::drop(self.pop_back());
            }
        }
        pub fn front(&self) -> Option<&T> {
            self.get(0)
        }
        pub fn back(&self) -> Option<&T> {
            self.get(self.ring.len().wrapping_sub(1))
        }
        pub fn front_mut(&mut self) -> Option<&mut T> {
            self.get_mut(0)
        }
        pub fn back_mut(&mut self) -> Option<&mut T> {
            self.get_mut(self.ring.len().wrapping_sub(1))
        }
        pub fn get(&self, index: usize) -> Option<&T> {
            let list = self.list();
            if index < list.len() {
                return Some(&list[index]);
            }
            None
        }
        pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
            let list = self.make_contiguous();
            if index < list.len() {
                return Some(&mut list[index]);
            }
            None
        }
        pub fn swap(&mut self, left: usize, right: usize) {
            let length = self.ring.len();
            if left >= length {
                core::panicking::panic("assertion failed: i < self.len()");
            }
            if right >= length {
                core::panicking::panic("assertion failed: j < self.len()");
            }
            unsafe {
                let first = self.ring.as_mut_ptr().add(self.head);
                core::ptr::swap(first.add(left), first.add(right))
            }
        }
        pub fn insert(&mut self, index: usize, value: T) {
            if index > self.ring.len() {
                core::panicking::panic("index out of bounds");
            }
            self.push_back(value);
            let list = self.make_contiguous();
            let rest = std::slice::part_mut(list, std::ops::RangeFrom { start: index });
            std::slice::turn_right(rest, 1)
        }
        pub fn remove(&mut self, index: usize) -> Option<T> {
            if index >= self.ring.len() {
                return None;
            }
            let list = self.make_contiguous();
            let rest = std::slice::part_mut(list, std::ops::RangeFrom { start: index });
            std::slice::turn_left(rest, 1);
            self.pop_back()
        }
        pub fn rotate_left(&mut self, count: usize) {
            if count > self.ring.len() {
                core::panicking::panic("assertion failed: n <= self.len()");
            }
            std::slice::turn_left(self.make_contiguous(), count)
        }
        pub fn rotate_right(&mut self, count: usize) {
            if count > self.ring.len() {
                core::panicking::panic("assertion failed: n <= self.len()");
            }
            std::slice::turn_right(self.make_contiguous(), count)
        }
        pub fn contains(&self, value: &T) -> bool
        where
            T: std::cmp::PartialEq<T>,
        {
            let mut rest = self.iter();
            while let Some(item) = rest.next() {
                if std::cmp::PartialEq::eq(item, value) {
                    return true;
                }
            }
            false
        }
        pub fn append(&mut self, other: &mut std::collections::VecDeque<T>) {
            while let Some(item) = other.pop_front() {
                self.push_back(item);
            }
        }
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {
            let mut f = f;
            let mut left = self.ring.len();
            while left > 0 {
                if let Some(item) = self.pop_front() {
                    if f(&item) {
                        self.push_back(item);
                    }
                }
                left -= 1;
            }
        }
        pub fn drain<R: std::slice::Bounds>(
            &mut self,
            range: R,
        ) -> std::collections::vec_deque::Drain<'_, T> {
            let (start, end) = range.check(self.ring.len());
            let mut inner = VecDeque { ring: std::vec::Vec::<T>::new(), head: 0 };
            std::slice::turn_left(self.make_contiguous(), start);
            let mut left = end - start;
            while left > 0 {
                if let Some(item) = self.pop_front() {
                    inner.push_back(item);
                }
                left -= 1;
            }
            std::slice::turn_right(self.make_contiguous(), start);
            Drain { inner, marker: std::marker::PhantomData }
        }
        pub fn iter(&self) -> std::collections::vec_deque::Iter<'_, T> {
            Iter(std::slice::walk(self.list()))
        }
        pub fn iter_mut(&mut self) -> std::collections::vec_deque::IterMut<'_, T> {
            IterMut(std::slice::walk_mut(self.make_contiguous()))
        }
    }

    impl<T> std::default::Default for std::collections::VecDeque<T> {
        fn default() -> std::collections::VecDeque<T> {
            VecDeque { ring: std::vec::Vec::<T>::new(), head: 0 }
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::collections::VecDeque<T> {
        fn clone(&self) -> std::collections::VecDeque<T> {
            let ring = <std::vec::Vec<T> as std::convert::From<&[T]>>::from(self.list());
            VecDeque { ring, head: 0 }
        }
    }
    impl<T: std::cmp::PartialEq<T>> std::cmp::PartialEq<std::collections::VecDeque<T>>
        for std::collections::VecDeque<T>
    {
        fn eq(&self, other: &std::collections::VecDeque<T>) -> bool {
            let (left, right) = (self.list(), other.list());
            left.len() == right.len() && std::slice::starts_with(left, right)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::collections::VecDeque<T> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_list().entries(self.iter()).finish()
        }
    }
    impl<T> std::ops::Index<usize> for std::collections::VecDeque<T> {
        type Output = T;
        fn index(&self, index: usize) -> &T {
            self.get(index).expect("Out of bounds access")
        }
    }
    impl<T> std::ops::IndexMut<usize> for std::collections::VecDeque<T> {
        fn index_mut(&mut self, index: usize) -> &mut T {
            self.get_mut(index).expect("Out of bounds access")
        }
    }
    impl<T> std::iter::Extend<T> for std::collections::VecDeque<T> {
        fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push_back(item);
            }
        }
    }
    impl<'a, T: Copy + 'a> std::iter::Extend<&'a T> for std::collections::VecDeque<T> {
        fn extend<I: IntoIterator<Item = &'a T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push_back(*item);
            }
        }
    }
    impl<T> std::iter::FromIterator<T> for std::collections::VecDeque<T> {
        fn from_iter<I: IntoIterator<Item = T>>(items: I) -> std::collections::VecDeque<T> {
            VecDeque { ring: <std::vec::Vec<T> as FromIterator<T>>::from_iter(items), head: 0 }
        }
    }
    impl<T> std::convert::From<std::vec::Vec<T>> for std::collections::VecDeque<T> {
        fn from(list: std::vec::Vec<T>) -> std::collections::VecDeque<T> {
            VecDeque { ring: list, head: 0 }
        }
    }
    impl<T, const N: usize> std::convert::From<[T; N]> for std::collections::VecDeque<T> {
        fn from(items: [T; N]) -> std::collections::VecDeque<T> {
            <VecDeque<T> as FromIterator<T>>::from_iter(items)
        }
    }
    impl<T> std::convert::From<std::collections::VecDeque<T>> for std::vec::Vec<T> {
        fn from(list: std::collections::VecDeque<T>) -> std::vec::Vec<T> {
            <std::vec::Vec<T> as FromIterator<T>>::from_iter(list)
        }
    }
    impl<T> std::iter::IntoIterator for std::collections::VecDeque<T> {
        type Item = T;
        type IntoIter = std::collections::vec_deque::IntoIter<T>;
        fn into_iter(self) -> std::collections::vec_deque::IntoIter<T> {
            IntoIter { inner: self }
        }
    }
    impl<'a, T> std::iter::IntoIterator for &'a std::collections::VecDeque<T> {
        type Item = &'a T;
        type IntoIter = std::collections::vec_deque::Iter<'a, T>;
        fn into_iter(self) -> std::collections::vec_deque::Iter<'a, T> {
            self.iter()
        }
    }
    impl<'a, T> std::iter::IntoIterator for &'a mut std::collections::VecDeque<T> {
        type Item = &'a mut T;
        type IntoIter = std::collections::vec_deque::IterMut<'a, T>;
        fn into_iter(self) -> std::collections::vec_deque::IterMut<'a, T> {
            self.iter_mut()
        }
    }
}
