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
        pub fn sort_unstable_by_key<K: core::cmp::Ord, F: FnMut(&T) -> K>(&mut self, key: F) {
            sort(self, std::slice_sort::ByKey(key))
        }
        pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T])
        where
            T: core::cmp::Ord,
        {
            if index >= self.len() {
                core::panicking::panic("partition_at_index index out of bounds");
            }
            sort(self, std::slice_sort::Natural);
            let (left, rest) = std::slice::split_mut(self, index);
            let (middle, right) = std::slice::split_mut(rest, 1);
            (left, &mut middle[0], right)
        }
        pub fn binary_search(&self, wanted: &T) -> std::result::Result<usize, usize>
        where
            T: core::cmp::Ord,
        {
            search(self, Wanted(wanted))
        }
        pub fn binary_search_by<F: FnMut(&T) -> core::cmp::Ordering>(
            &self,
            compare: F,
        ) -> std::result::Result<usize, usize> {
            search(self, By(compare))
        }
        pub fn binary_search_by_key<B: core::cmp::Ord, F: FnMut(&T) -> B>(
            &self,
            wanted: &B,
            key: F,
        ) -> std::result::Result<usize, usize> {
            search(self, WantedKey(wanted, key))
        }
        pub fn partition_point<P: FnMut(&T) -> bool>(&self, f: P) -> usize {
            match search(self, Below(f)) {
                std::result::Result::Ok(index) => index,
                std::result::Result::Err(index) => index,
            }
        }
        pub fn is_sorted(&self) -> bool
        where
            T: core::cmp::PartialOrd,
        {
            std::iter::Iterator::is_sorted(std::slice::walk(self))
        }
    }

    /// What is looked for in a sorted list: how an element compares to it.
    pub trait Goal<T> {
        fn order(&mut self, item: &T) -> core::cmp::Ordering;
    }
    pub struct Wanted<'a, T>(&'a T);
    pub struct WantedKey<'a, B, F>(&'a B, F);
    pub struct Below<F>(F);
    impl<'a, T: core::cmp::Ord> std::slice_sort::Goal<T> for std::slice_sort::Wanted<'a, T> {
        fn order(&mut self, item: &T) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(item, self.0)
        }
    }
    impl<'a, T, B: core::cmp::Ord, F: FnMut(&T) -> B> std::slice_sort::Goal<T>
        for std::slice_sort::WantedKey<'a, B, F>
    {
        fn order(&mut self, item: &T) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(&(self.1)(item), self.0)
        }
    }
    impl<T, F: FnMut(&T) -> core::cmp::Ordering> std::slice_sort::Goal<T> for std::slice_sort::By<F> {
        fn order(&mut self, item: &T) -> core::cmp::Ordering {
            (self.0)(item)
        }
    }
    impl<T, F: FnMut(&T) -> bool> std::slice_sort::Goal<T> for std::slice_sort::Below<F> {
        fn order(&mut self, item: &T) -> core::cmp::Ordering {
            if (self.0)(item) {
                core::cmp::Ordering::Less
            } else {
                core::cmp::Ordering::Greater
            }
        }
    }

    /// Halves what may hold the place: of several equal elements it finds the one that std finds.
    fn search<T, G: std::slice_sort::Goal<T>>(
        list: &[T],
        goal: G,
    ) -> std::result::Result<usize, usize> {
        let mut goal = goal;
        let mut size = list.len();
        if size == 0 {
            return std::result::Result::Err(0);
        }
        let mut base = 0;
        while size > 1 {
            let half = size / 2;
            if goal.order(&list[base + half]) != core::cmp::Ordering::Greater {
                base += half;
            }
            size -= half;
        }
        match goal.order(&list[base]) {
            core::cmp::Ordering::Equal => std::result::Result::Ok(base),
            core::cmp::Ordering::Less => std::result::Result::Err(base + 1),
            core::cmp::Ordering::Greater => std::result::Result::Err(base),
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
