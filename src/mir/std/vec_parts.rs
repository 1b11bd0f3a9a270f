// SPDX-License-Identifier: MIT
//
// Vec: elements that leave from the middle, and lists made of other things.
pub mod vec {
    use crate::std;
    use std::clone::Clone;
    use std::iter::Iterator;
    use std::option::Option::{self, None, Some};

    /// What was taken out, and the list that it was taken from, which ends at `start` meanwhile.
    pub struct Drain<'a, T> {
        list: *mut std::vec::Vec<T>,
        next: usize,
        end: usize,
        start: usize,
        length: usize,
        marker: std::marker::PhantomData<&'a mut T>,
    }
    pub struct Splice<'a, I: std::iter::Iterator + 'a> {
        drain: std::vec::Drain<'a, I::Item>,
        replacement: I,
    }

    impl<'a, T> std::iter::Iterator for std::vec::Drain<'a, T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            if self.next == self.end {
                return None;
            }
            self.next += 1;
            Some(unsafe { core::ptr::read((*self.list).as_ptr().add(self.next - 1)) })
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (self.end - self.next, Some(self.end - self.next))
        }
    }
    impl<'a, T> std::iter::DoubleEndedIterator for std::vec::Drain<'a, T> {
        fn next_back(&mut self) -> Option<T> {
            if self.next == self.end {
                return None;
            }
            self.end -= 1;
            Some(unsafe { core::ptr::read((*self.list).as_ptr().add(self.end)) })
        }
    }
    impl<'a, T> std::iter::ExactSizeIterator for std::vec::Drain<'a, T> {}
    impl<'a, T> core::ops::Drop for std::vec::Drain<'a, T> {
        fn drop(&mut self) {
            while self.next < self.end {
                self.next += 1;
                unsafe {
                    core::ptr::drop_in_place((*self.list).as_mut_ptr().add(self.next - 1));
                }
            }
            close(self.list, self.start, self.length);
        }
    }
    // Moves what lies behind a gap of `length` to where the list ends.
    fn close<T>(list: *mut std::vec::Vec<T>, start: usize, length: usize) {
        let list = unsafe { &mut *list };
        unsafe {
            let first = list.as_mut_ptr();
            let rest = length - start;
            core::ptr::copy(first.add(start), first.add(list.len()), rest);
            list.set_len(list.len() + rest);
        }
    }

    impl<'a, I: std::iter::Iterator> std::iter::Iterator for std::vec::Splice<'a, I> {
        type Item = <I as std::iter::Iterator>::Item;
        fn next(&mut self) -> Option<I::Item> {
            self.drain.next()
        }
    }
    impl<'a, I: std::iter::Iterator> core::ops::Drop for std::vec::Splice<'a, I> {
        fn drop(&mut self) {
            let mut made = std::vec::Vec::<I::Item>::new();
            while let Some(item) = self.replacement.next() {
                made.push(item);
            }
            while let Some(item) = self.drain.next() {
                core::mem::drop(item);
            }
            let list = unsafe { &mut *self.drain.list };
            let (start, gap) = (list.len(), self.drain.start);
            let count = made.len();
            unsafe {
                let rest = self.drain.length - gap;
                list.set_len(self.drain.length);
                list.reserve(count);
                let first = list.as_mut_ptr();
                core::ptr::copy(first.add(gap), first.add(start + count), rest);
                core::ptr::copy_nonoverlapping(made.as_ptr(), first.add(start), count);
                made.set_len(0);
                list.set_len(start + count);
                self.drain.start = start + count;
                self.drain.length = start + count + rest;
                self.drain.next = 0;
                self.drain.end = 0;
            }
        }
    }

    /// Which elements stay.
    pub trait Keeper<T> {
        fn keeps(&mut self, item: &mut T) -> bool;
    }
    /// Which elements are the same as those before them.
    pub trait Comparer<T> {
        fn is_same(&mut self, item: &mut T, last: &mut T) -> bool;
    }
    pub struct Reader<F>(F);
    pub struct Writer<F>(F);
    pub struct Natural;
    pub struct ByKey<F>(F);
    impl<T, F: FnMut(&T) -> bool> std::vec::Keeper<T> for std::vec::Reader<F> {
        fn keeps(&mut self, item: &mut T) -> bool {
            (self.0)(item)
        }
    }
    impl<T, F: FnMut(&mut T) -> bool> std::vec::Keeper<T> for std::vec::Writer<F> {
        fn keeps(&mut self, item: &mut T) -> bool {
            (self.0)(item)
        }
    }
    impl<T, K: std::vec::Keeper<T>> std::vec::Keeper<T> for &mut K {
        fn keeps(&mut self, item: &mut T) -> bool {
            (**self).keeps(item)
        }
    }
    impl<T: std::cmp::PartialEq<T>> std::vec::Comparer<T> for std::vec::Natural {
        fn is_same(&mut self, item: &mut T, last: &mut T) -> bool {
            <T as std::cmp::PartialEq<T>>::eq(item, last)
        }
    }
    impl<T, F: FnMut(&mut T, &mut T) -> bool> std::vec::Comparer<T> for std::vec::Writer<F> {
        fn is_same(&mut self, item: &mut T, last: &mut T) -> bool {
            (self.0)(item, last)
        }
    }
    impl<T, K: std::cmp::PartialEq<K>, F: FnMut(&mut T) -> K> std::vec::Comparer<T>
        for std::vec::ByKey<F>
    {
        fn is_same(&mut self, item: &mut T, last: &mut T) -> bool {
            let key = (self.0)(item);
            <K as std::cmp::PartialEq<K>>::eq(&key, &(self.0)(last))
        }
    }

    // Moves an element down over those that left, to be the next that stays.
    unsafe fn settle<T>(place: *mut T, first: *mut T, kept: &mut usize) {
        let target = first.add(*kept);
        if target != place {
            core::ptr::copy_nonoverlapping(place, target, 1);
        }
        *kept += 1;
    }
    pub fn keep<T, K: std::vec::Keeper<T>>(list: &mut std::vec::Vec<T>, keeper: K) {
        let (mut keeper, length) = (keeper, list.len());
        unsafe { list.set_len(0) }
        let first = list.as_mut_ptr();
        let (mut index, mut kept) = (0, 0);
        while index < length {
            unsafe {
                let place = first.add(index);
                if keeper.keeps(&mut *place) {
                    settle(place, first, &mut kept);
                } else {
                    core::ptr::drop_in_place(place);
                }
            }
            index += 1;
        }
        unsafe { list.set_len(kept) }
    }
    fn unify<T, C: std::vec::Comparer<T>>(list: &mut std::vec::Vec<T>, comparer: C) {
        let (mut comparer, length) = (comparer, list.len());
        if length < 2 {
            return;
        }
        let first = list.as_mut_ptr();
        let (mut index, mut kept) = (1, 1);
        while index < length {
            unsafe {
                let place = first.add(index);
                if comparer.is_same(&mut *place, &mut *first.add(kept - 1)) {
                    core::ptr::drop_in_place(place);
                } else {
                    settle(place, first, &mut kept);
                }
            }
            index += 1;
        }
        unsafe { list.set_len(kept) }
    }

    impl<T> std::vec::Vec<T> {
        pub fn drain<R: std::slice::Bounds>(&mut self, range: R) -> std::vec::Drain<'_, T> {
            let length = self.len();
            let (next, end) = range.check(length);
            unsafe { self.set_len(next) }
            let marker = std::marker::PhantomData;
            Drain { list: self, next, end, start: end, length, marker }
        }
        pub fn splice<R: std::slice::Bounds, I: std::iter::IntoIterator<Item = T>>(
            &mut self,
            range: R,
            replacement: I,
        ) -> std::vec::Splice<'_, I::IntoIter> {
            Splice { drain: self.drain(range), replacement: replacement.into_iter() }
        }
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {
            keep(self, Reader(f))
        }
        pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, f: F) {
            keep(self, Writer(f))
        }
        pub fn dedup(&mut self)
        where
            T: std::cmp::PartialEq<T>,
        {
            unify(self, Natural)
        }
        pub fn dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, f: F) {
            unify(self, Writer(f))
        }
        pub fn dedup_by_key<F: FnMut(&mut T) -> K, K: std::cmp::PartialEq<K>>(&mut self, key: F) {
            unify(self, ByKey(key))
        }
        pub fn split_off(&mut self, at: usize) -> std::vec::Vec<T> {
            let length = self.len();
            if at > length {
                core::panicking::panic_fmt(core::format_args!(
                    "`at` split index (is {at}) should be <= len (is {length})"
                ));
            }
            let mut rest = std::vec::Vec::<T>::with_capacity(length - at);
            unsafe {
                let source = self.as_ptr().add(at);
                core::ptr::copy_nonoverlapping(source, rest.as_mut_ptr(), length - at);
                rest.set_len(length - at);
                self.set_len(at);
            }
            rest
        }
        pub fn resize_with<F: FnMut() -> T>(&mut self, length: usize, f: F) {
            let mut f = f;
            self.truncate(length);
            while self.len() < length {
                self.push(f());
            }
        }
        pub fn extend_from_within<R: std::slice::Bounds>(&mut self, range: R)
        where
            T: std::clone::Clone,
        {
            let (start, end) = range.check(self.len());
            let mut index = start;
            while index < end {
                let copy = <T as std::clone::Clone>::clone(&self.as_slice()[index]);
                self.push(copy);
                index += 1;
            }
        }
        pub fn pop_if(&mut self, f: impl FnOnce(&mut T) -> bool) -> Option<T> {
            let length = self.len();
            if length > 0 && f(&mut self.as_mut_slice()[length - 1]) {
                return self.pop();
            }
            None
        }
        pub fn shrink_to(&mut self, least: usize) {
            if self.capacity() > least && least <= self.len() {
                self.shrink_to_fit();
            }
        }
    }

    pub fn from_box<T>(list: std::boxed::Box<[T]>) -> std::vec::Vec<T> {
        let memory = std::boxed::Box::<[T]>::into_raw(list);
        unsafe {
            let length = (&*memory).len();
            std::vec::Vec::<T>::from_raw_parts(memory as *mut T, length, length)
        }
    }
    impl<T> std::convert::From<std::boxed::Box<[T]>> for std::vec::Vec<T> {
        fn from(list: std::boxed::Box<[T]>) -> std::vec::Vec<T> {
            from_box(list)
        }
    }
    impl<T> std::convert::From<std::vec::Vec<T>> for std::boxed::Box<[T]> {
        fn from(list: std::vec::Vec<T>) -> std::boxed::Box<[T]> {
            list.into_boxed_slice()
        }
    }
    impl<T: std::clone::Clone> std::convert::From<&[T]> for std::boxed::Box<[T]> {
        fn from(list: &[T]) -> std::boxed::Box<[T]> {
            <std::vec::Vec<T> as std::convert::From<&[T]>>::from(list).into_boxed_slice()
        }
    }
    impl<T, const N: usize> std::convert::From<[T; N]> for std::vec::Vec<T> {
        fn from(list: [T; N]) -> std::vec::Vec<T> {
            <std::vec::Vec<T> as std::iter::FromIterator<T>>::from_iter(list)
        }
    }
    impl<T: std::clone::Clone, const N: usize> std::convert::From<&[T; N]> for std::vec::Vec<T> {
        fn from(list: &[T; N]) -> std::vec::Vec<T> {
            <std::vec::Vec<T> as std::convert::From<&[T]>>::from(list)
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::boxed::Box<[T]> {
        fn clone(&self) -> std::boxed::Box<[T]> {
            let list = unsafe { &*self.0.pointer.pointer };
            <std::vec::Vec<T> as std::convert::From<&[T]>>::from(list).into_boxed_slice()
        }
    }
    impl std::clone::Clone for std::boxed::Box<str> {
        fn clone(&self) -> std::boxed::Box<str> {
            let text = unsafe { &*self.0.pointer.pointer };
            <std::string::String as std::convert::From<&str>>::from(text).into_boxed_str()
        }
    }
    impl<T, const N: usize> std::convert::TryFrom<std::vec::Vec<T>> for [T; N] {
        type Error = std::vec::Vec<T>;
        fn try_from(list: std::vec::Vec<T>) -> std::result::Result<[T; N], std::vec::Vec<T>> {
            if list.len() != N {
                return std::result::Result::Err(list);
            }
            let mut list = list;
            unsafe {
                list.set_len(0);
                std::result::Result::Ok(core::ptr::read(list.as_ptr() as *const [T; N]))
            }
        }
    }
}
