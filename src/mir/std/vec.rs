// SPDX-License-Identifier: MIT
pub mod vec {
    use crate::std;
    use std::models::modelled;
    use std::option::Option::{None, Some};

    pub use std::more::vec::*;

    pub struct Vec<T, A = std::alloc::Global> {
        pointer: std::ptr::Unique<T>,
        capacity: std::limited::UsizeNoHighBit,
        length: usize,
        _a: A,
    }

    // Drop glue frees the elements and their memory; this tells rustc that there is any.
    impl<T, A> core::ops::Drop for std::vec::Vec<T, A> {
        fn drop(&mut self) {}
    }

    // Modelled in C.
    impl<T> std::vec::Vec<T> {
        pub fn new() -> std::vec::Vec<T> {
            modelled()
        }
        pub fn with_capacity(_capacity: usize) -> std::vec::Vec<T> {
            modelled()
        }
        pub fn len(&self) -> usize {
            modelled()
        }
        pub fn is_empty(&self) -> bool {
            modelled()
        }
        pub fn capacity(&self) -> usize {
            modelled()
        }
        pub fn as_ptr(&self) -> *const T {
            modelled()
        }
        pub fn as_mut_ptr(&mut self) -> *mut T {
            modelled()
        }
        pub unsafe fn set_len(&mut self, _length: usize) {
            modelled()
        }
        pub fn push(&mut self, _value: T) {
            modelled()
        }
        pub fn as_slice(&self) -> &[T] {
            modelled()
        }
        pub fn as_mut_slice(&mut self) -> &mut [T] {
            modelled()
        }
    }

    // The memory becomes room for this many elements.
    fn set_capacity<T>(list: &mut std::vec::Vec<T>, capacity: usize) {
        let old = std::alloc::Layout::array_unchecked::<T>(list.capacity.0);
        let new = std::alloc::Layout::array_unchecked::<T>(capacity);
        if core::mem::size_of::<T>() != 0 {
            let bytes = list.as_mut_ptr() as *mut u8;
            let moved = unsafe {
                if old.size() == 0 {
                    std::alloc::alloc(new)
                } else if new.size() == 0 {
                    std::alloc::dealloc(bytes, old);
                    core::ptr::without_provenance_mut(new.align())
                } else {
                    std::alloc::realloc(bytes, old, new.size())
                }
            };
            list.pointer.pointer.pointer = moved as *const T;
        }
        list.capacity.0 = capacity;
    }

    impl<T> std::vec::Vec<T> {
        pub fn reserve(&mut self, additional: usize) {
            let wanted = self.length + additional;
            if wanted > self.capacity.0 {
                let doubled = self.capacity.0 * 2;
                set_capacity(self, if wanted > doubled { wanted } else { doubled });
            }
        }
        pub fn reserve_exact(&mut self, additional: usize) {
            if self.length + additional > self.capacity.0 {
                set_capacity(self, self.length + additional);
            }
        }
        pub fn shrink_to_fit(&mut self) {
            if self.capacity.0 > self.length {
                set_capacity(self, self.length);
            }
        }
        pub fn into_boxed_slice(self) -> std::boxed::Box<[T]> {
            let mut list = self;
            list.shrink_to_fit();
            let length = list.length;
            let pointer = list.as_mut_ptr();
            core::mem::forget(list);
            unsafe {
                std::boxed::Box::<[T]>::from_raw(core::ptr::slice_from_raw_parts_mut(
                    pointer, length,
                ))
            }
        }
        pub fn leak<'a>(self) -> &'a mut [T] {
            let mut list = self;
            let length = list.length;
            let pointer = list.as_mut_ptr();
            core::mem::forget(list);
            unsafe { core::slice::from_raw_parts_mut(pointer, length) }
        }
        pub unsafe fn from_raw_parts(
            pointer: *mut T,
            length: usize,
            capacity: usize,
        ) -> std::vec::Vec<T> {
            let mut list = std::vec::Vec::<T>::new();
            list.pointer.pointer.pointer = pointer;
            list.length = length;
            list.capacity.0 = capacity;
            list
        }
        pub fn pop(&mut self) -> std::option::Option<T> {
            if self.length == 0 {
                return None;
            }
            self.length -= 1;
            Some(unsafe { core::ptr::read(self.as_ptr().add(self.length)) })
        }
        pub fn insert(&mut self, index: usize, value: T) {
            let length = self.length;
            if index > length {
                core::panicking::panic_fmt(core::format_args!(
                    "insertion index (is {index}) should be <= len (is {length})"
                ));
            }
            self.reserve(1);
            unsafe {
                let place = self.as_mut_ptr().add(index);
                core::ptr::copy(place, place.add(1), length - index);
                core::ptr::write(place, value);
            }
            self.length = length + 1;
        }
        pub fn remove(&mut self, index: usize) -> T {
            let length = self.length;
            if index >= length {
                core::panicking::panic_fmt(core::format_args!(
                    "removal index (is {index}) should be < len (is {length})"
                ));
            }
            unsafe {
                let place = self.as_mut_ptr().add(index);
                let value = core::ptr::read(place);
                core::ptr::copy(place.add(1), place, length - index - 1);
                self.length = length - 1;
                value
            }
        }
        pub fn swap_remove(&mut self, index: usize) -> T {
            let length = self.length;
            if index >= length {
                core::panicking::panic_fmt(core::format_args!(
                    "swap_remove index (is {index}) should be < len (is {length})"
                ));
            }
            unsafe {
                let place = self.as_mut_ptr().add(index);
                let value = core::ptr::read(place);
                core::ptr::copy(self.as_ptr().add(length - 1), place, 1);
                self.length = length - 1;
                value
            }
        }
        pub fn truncate(&mut self, length: usize) {
            while self.length > length {
                self.length -= 1;
                unsafe { core::ptr::drop_in_place(self.as_mut_ptr().add(self.length)) }
            }
        }
        pub fn clear(&mut self) {
            self.truncate(0)
        }
        pub fn append(&mut self, other: &mut std::vec::Vec<T>) {
            self.reserve(other.length);
            unsafe {
                let end = self.as_mut_ptr().add(self.length);
                core::ptr::copy_nonoverlapping(other.as_ptr(), end, other.length);
            }
            self.length += other.length;
            other.length = 0;
        }
        pub fn extend_from_slice(&mut self, values: &[T])
        where
            T: std::clone::Clone,
        {
            self.reserve(values.len());
            let mut index = 0;
            while index < values.len() {
                self.push(<T as std::clone::Clone>::clone(&values[index]));
                index += 1;
            }
        }
        pub fn resize(&mut self, length: usize, value: T)
        where
            T: std::clone::Clone,
        {
            self.truncate(length);
            if self.length < length {
                while self.length + 1 < length {
                    self.push(<T as std::clone::Clone>::clone(&value));
                }
                self.push(value);
            }
        }
    }

    pub fn from_elem<T: std::clone::Clone>(value: T, count: usize) -> std::vec::Vec<T> {
        let mut list = std::vec::Vec::<T>::with_capacity(count);
        list.resize(count, value);
        list
    }

    impl<T: std::clone::Clone> std::convert::From<&[T]> for std::vec::Vec<T> {
        fn from(values: &[T]) -> std::vec::Vec<T> {
            let mut list = std::vec::Vec::<T>::with_capacity(values.len());
            list.extend_from_slice(values);
            list
        }
    }
    impl<T> std::convert::AsRef<[T]> for std::vec::Vec<T> {
        fn as_ref(&self) -> &[T] {
            self.as_slice()
        }
    }

    impl<T> std::ops::Index<usize> for std::vec::Vec<T> {
        type Output = T;
        fn index(&self, _index: usize) -> &T {
            modelled()
        }
    }
    impl<T> std::ops::IndexMut<usize> for std::vec::Vec<T> {
        fn index_mut(&mut self, _index: usize) -> &mut T {
            modelled()
        }
    }
    impl<T, R: std::slice::Bounds> std::ops::Index<R> for std::vec::Vec<T> {
        type Output = [T];
        fn index(&self, range: R) -> &[T] {
            std::slice::part(self.as_slice(), range)
        }
    }
    impl<T, R: std::slice::Bounds> std::ops::IndexMut<R> for std::vec::Vec<T> {
        fn index_mut(&mut self, range: R) -> &mut [T] {
            std::slice::part_mut(self.as_mut_slice(), range)
        }
    }

    pub struct IntoIter<T> {
        list: std::mem::ManuallyDrop<std::vec::Vec<T>>,
        next: usize,
    }

    // The list without the elements that were taken out.
    fn rest<T>(iter: &mut std::vec::IntoIter<T>) -> *mut std::vec::Vec<T> {
        let list: *mut std::mem::ManuallyDrop<std::vec::Vec<T>> = &mut iter.list;
        list as *mut std::vec::Vec<T>
    }

    impl<T> std::iter::IntoIterator for std::vec::Vec<T> {
        type Item = T;
        type IntoIter = std::vec::IntoIter<T>;
        fn into_iter(self) -> std::vec::IntoIter<T> {
            std::vec::IntoIter {
                list: std::mem::ManuallyDrop::<std::vec::Vec<T>>::new(self),
                next: 0,
            }
        }
    }
    impl<T> std::iter::Iterator for std::vec::IntoIter<T> {
        type Item = T;
        fn next(&mut self) -> std::option::Option<T> {
            let list = unsafe { &*rest(self) };
            if self.next == list.length {
                return None;
            }
            let value = unsafe { core::ptr::read(list.as_ptr().add(self.next)) };
            self.next += 1;
            Some(value)
        }
        fn size_hint(&self) -> (usize, std::option::Option<usize>) {
            let left = self.as_slice().len();
            (left, Some(left))
        }
    }
    impl<T> std::iter::DoubleEndedIterator for std::vec::IntoIter<T> {
        fn next_back(&mut self) -> std::option::Option<T> {
            let list = unsafe { &mut *rest(self) };
            if self.next == list.length {
                return None;
            }
            list.pop()
        }
    }
    impl<T> std::iter::ExactSizeIterator for std::vec::IntoIter<T> {}
    impl<T> std::vec::IntoIter<T> {
        pub fn as_slice(&self) -> &[T] {
            let list: *const std::mem::ManuallyDrop<std::vec::Vec<T>> = &self.list;
            let list = unsafe { &*(list as *const std::vec::Vec<T>) };
            std::slice::part(list.as_slice(), std::ops::RangeFrom { start: self.next })
        }
    }
    impl<T> core::ops::Drop for std::vec::IntoIter<T> {
        fn drop(&mut self) {
            let list = rest(self);
            unsafe {
                while self.next < (*list).length {
                    let value = (*list).as_mut_ptr().add(self.next);
                    self.next += 1;
                    core::ptr::drop_in_place(value);
                }
                (*list).length = 0;
                core::ptr::drop_in_place(list);
            }
        }
    }
    impl<'a, T> std::iter::IntoIterator for &'a std::vec::Vec<T> {
        type Item = &'a T;
        type IntoIter = std::slice::Iter<'a, T>;
        fn into_iter(self) -> std::slice::Iter<'a, T> {
            std::slice::walk(self.as_slice())
        }
    }
    impl<'a, T> std::iter::IntoIterator for &'a mut std::vec::Vec<T> {
        type Item = &'a mut T;
        type IntoIter = std::slice::IterMut<'a, T>;
        fn into_iter(self) -> std::slice::IterMut<'a, T> {
            std::slice::walk_mut(self.as_mut_slice())
        }
    }
}
