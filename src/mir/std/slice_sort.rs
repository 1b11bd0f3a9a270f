// SPDX-License-Identifier: MIT
//
// Sorting of slices, by merging runs of twice the length each time, so that it is stable; and what
// else slices have that iter.rs and slice.rs do not.
pub mod slice_sort {
    use crate::std;
    use std::option::Option::{None, Some};

    /// What sorts: the order of the type, a function, or the order of a key.
    pub trait Sorter<T> {
        fn compare(&mut self, left: &T, right: &T) -> core::cmp::Ordering;
    }
    pub struct Natural;
    pub struct By<F>(pub F);
    pub struct ByKey<F>(pub F);

    impl<T: core::cmp::Ord> std::slice_sort::Sorter<T> for std::slice_sort::Natural {
        fn compare(&mut self, left: &T, right: &T) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(left, right)
        }
    }
    impl<T, F: FnMut(&T, &T) -> core::cmp::Ordering> std::slice_sort::Sorter<T>
        for std::slice_sort::By<F>
    {
        fn compare(&mut self, left: &T, right: &T) -> core::cmp::Ordering {
            (self.0)(left, right)
        }
    }
    impl<T, K: core::cmp::Ord, F: FnMut(&T) -> K> std::slice_sort::Sorter<T>
        for std::slice_sort::ByKey<F>
    {
        fn compare(&mut self, left: &T, right: &T) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(&(self.0)(left), &(self.0)(right))
        }
    }

    /// Merges the sorted `left..middle` and `middle..right` of `source`.
    unsafe fn merge<T, F: std::slice_sort::Sorter<T>>(
        source: *mut T,
        target: *mut T,
        bounds: (usize, usize, usize),
        sorter: &mut F,
    ) {
        let (mut left, middle, right) = bounds;
        let mut next = middle;
        let mut index = left;
        while index < right {
            let takes_left = left < middle
                && (next >= right
                    || sorter.compare(&*source.add(left), &*source.add(next))
                        != core::cmp::Ordering::Greater);
            let from = if takes_left { left } else { next };
            core::ptr::copy_nonoverlapping(source.add(from), target.add(index), 1);
            if takes_left {
                left += 1;
            } else {
                next += 1;
            }
            index += 1;
        }
    }

    fn least(left: usize, right: usize) -> usize {
        if left < right {
            left
        } else {
            right
        }
    }

    pub fn sort<T, F: std::slice_sort::Sorter<T>>(list: &mut [T], sorter: F) {
        let length = list.len();
        let size = core::mem::size_of::<T>();
        if length < 2 || size == 0 {
            return;
        }
        let mut sorter = sorter;
        let align = core::mem::align_of::<T>();
        let first = list.as_mut_ptr();
        let room = std::models::allocate(length * size, align) as *mut T;
        let mut source = first;
        let mut target = room;
        let mut width = 1;
        unsafe {
            while width < length {
                let mut left = 0;
                while left < length {
                    let middle = least(left + width, length);
                    let right = least(middle + width, length);
                    merge(source, target, (left, middle, right), &mut sorter);
                    left = right;
                }
                core::mem::swap(&mut source, &mut target);
                width *= 2;
            }
            if source != first {
                core::ptr::copy_nonoverlapping(source, first, length);
            }
        }
        std::models::deallocate(room as *mut u8, length * size, align);
    }

    impl<T> [T] {
        pub fn sort(&mut self)
        where
            T: core::cmp::Ord,
        {
            sort(self, std::slice_sort::Natural)
        }
        pub fn sort_unstable(&mut self)
        where
            T: core::cmp::Ord,
        {
            sort(self, std::slice_sort::Natural)
        }
        pub fn sort_by<F: FnMut(&T, &T) -> core::cmp::Ordering>(&mut self, compare: F) {
            sort(self, std::slice_sort::By(compare))
        }
        pub fn sort_unstable_by<F: FnMut(&T, &T) -> core::cmp::Ordering>(&mut self, compare: F) {
            sort(self, std::slice_sort::By(compare))
        }
        pub fn sort_by_key<K: core::cmp::Ord, F: FnMut(&T) -> K>(&mut self, key: F) {
            sort(self, std::slice_sort::ByKey(key))
        }
        pub fn windows(&self, size: usize) -> std::slice::Windows<'_, T> {
            if size == 0 {
                core::panicking::panic("window size must be non-zero");
            }
            std::slice::Windows { rest: self, size }
        }
        pub fn first_mut(&mut self) -> std::option::Option<&mut T> {
            if self.len() == 0 {
                return None;
            }
            Some(&mut self[0])
        }
        pub fn last_mut(&mut self) -> std::option::Option<&mut T> {
            let length = self.len();
            if length == 0 {
                return None;
            }
            Some(&mut self[length - 1])
        }
        pub fn split_first(&self) -> std::option::Option<(&T, &[T])> {
            if self.len() == 0 {
                return None;
            }
            Some((&self[0], std::slice::part(self, std::ops::RangeFrom { start: 1 })))
        }
    }

    impl<'a, T> std::iter::Iterator for std::slice::Windows<'a, T> {
        type Item = &'a [T];
        fn next(&mut self) -> std::option::Option<&'a [T]> {
            if self.size > self.rest.len() {
                return None;
            }
            let first = self.rest.as_ptr();
            let length = self.rest.len();
            unsafe {
                self.rest = core::slice::from_raw_parts(first.add(1), length - 1);
                Some(core::slice::from_raw_parts(first, self.size))
            }
        }
    }
    impl<'a, T> std::iter::DoubleEndedIterator for std::slice::IterMut<'a, T> {
        fn next_back(&mut self) -> std::option::Option<&'a mut T> {
            if self.length == 0 {
                return None;
            }
            self.length -= 1;
            unsafe { Some(&mut *self.first.add(self.length)) }
        }
    }
}
