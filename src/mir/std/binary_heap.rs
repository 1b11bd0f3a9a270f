// SPDX-License-Identifier: MIT
//
// BinaryHeap: each element of the list is no less than the two at twice its index and one or two more.
pub mod collections {
    pub mod binary_heap {
        use crate::std;
        use std::option::Option::{self, Some};

        /// The elements in the order of the list, which std does not tell.
        pub struct Iter<'a, T>(pub std::slice::Iter<'a, T>);

        /// The greatest element, which may be changed; it then finds its place.
        pub struct PeekMut<'a, T: core::cmp::Ord> {
            pub heap: &'a mut std::collections::BinaryHeap<T>,
        }
        impl<T: core::cmp::Ord> std::ops::Deref for std::collections::binary_heap::PeekMut<'_, T> {
            type Target = T;
            fn deref(&self) -> &T {
                &self.heap.list.as_slice()[0]
            }
        }
        impl<T: core::cmp::Ord> std::ops::DerefMut for std::collections::binary_heap::PeekMut<'_, T> {
            fn deref_mut(&mut self) -> &mut T {
                &mut self.heap.list.as_mut_slice()[0]
            }
        }
        impl<T: core::cmp::Ord> core::ops::Drop for std::collections::binary_heap::PeekMut<'_, T> {
            fn drop(&mut self) {
                super::sink(self.heap.list.as_mut_slice(), 0)
            }
        }
        impl<'a, T: core::cmp::Ord> std::collections::binary_heap::PeekMut<'a, T> {
            pub fn pop(this: std::collections::binary_heap::PeekMut<'a, T>) -> T {
                match this.heap.pop() {
                    Some(item) => item,
                    Option::None => unsafe { core::hint::unreachable_unchecked() },
                }
            }
        }
    }

    use crate::std;
    use std::collections::binary_heap::*;
    use std::iter::{Extend, FromIterator, IntoIterator, Iterator};
    use std::option::Option::{self, None, Some};
    use std::result::Result;

    pub struct BinaryHeap<T> {
        pub list: std::vec::Vec<T>,
    }

    fn is_less<T: core::cmp::Ord>(left: &T, right: &T) -> bool {
        core::cmp::Ord::cmp(left, right) == core::cmp::Ordering::Less
    }
    fn exchange<T>(list: &mut [T], left: usize, right: usize) {
        let first = list.as_mut_ptr();
        unsafe { core::ptr::swap(first.add(left), first.add(right)) }
    }
    fn rise<T: core::cmp::Ord>(list: &mut [T], index: usize) {
        let mut index = index;
        while index > 0 {
            let parent = (index - 1) / 2;
            if !is_less(&list[parent], &list[index]) {
                return;
            }
            exchange(list, parent, index);
            index = parent;
        }
    }
    pub fn sink<T: core::cmp::Ord>(list: &mut [T], index: usize) {
        let mut index = index;
        loop {
            let mut child = 2 * index + 1;
            if child >= list.len() {
                return;
            }
            if child + 1 < list.len() && is_less(&list[child], &list[child + 1]) {
                child += 1;
            }
            if !is_less(&list[index], &list[child]) {
                return;
            }
            exchange(list, index, child);
            index = child;
        }
    }

    impl<T> std::collections::BinaryHeap<T> {
        pub fn len(&self) -> usize {
            self.list.len()
        }
        pub fn is_empty(&self) -> bool {
            self.list.len() == 0
        }
        pub fn clear(&mut self) {
            self.list.clear()
        }
        pub fn peek(&self) -> Option<&T> {
            if self.list.len() == 0 {
                return None;
            }
            Some(&self.list.as_slice()[0])
        }
        pub fn iter(&self) -> std::collections::binary_heap::Iter<'_, T> {
            std::models::refuse("`BinaryHeap::iter`, whose order is not known")
        }
        pub fn into_vec(self) -> std::vec::Vec<T> {
            std::models::refuse("`BinaryHeap::into_vec`, whose order is not known")
        }
    }
    impl<T: core::cmp::Ord> std::collections::BinaryHeap<T> {
        pub fn new() -> std::collections::BinaryHeap<T> {
            BinaryHeap { list: std::vec::Vec::<T>::new() }
        }
        pub fn with_capacity(capacity: usize) -> std::collections::BinaryHeap<T> {
            BinaryHeap { list: std::vec::Vec::<T>::with_capacity(capacity) }
        }
        pub fn push(&mut self, item: T) {
            self.list.push(item);
            let last = self.list.len() - 1;
            rise(self.list.as_mut_slice(), last)
        }
        pub fn pop(&mut self) -> Option<T> {
            if self.list.len() == 0 {
                return None;
            }
            let item = self.list.swap_remove(0);
            sink(self.list.as_mut_slice(), 0);
            Some(item)
        }
        pub fn peek_mut(&mut self) -> Option<std::collections::binary_heap::PeekMut<'_, T>> {
            if self.list.len() == 0 {
                return None;
            }
            Some(PeekMut { heap: self })
        }
        pub fn into_sorted_vec(self) -> std::vec::Vec<T> {
            let mut list = self.list;
            std::slice_sort::sort(list.as_mut_slice(), std::slice_sort::Natural);
            list
        }
    }
    impl<T: core::cmp::Ord> std::default::Default for std::collections::BinaryHeap<T> {
        fn default() -> std::collections::BinaryHeap<T> {
            BinaryHeap { list: std::vec::Vec::<T>::new() }
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::collections::BinaryHeap<T> {
        fn clone(&self) -> std::collections::BinaryHeap<T> {
            let list = <std::vec::Vec<T> as std::convert::From<&[T]>>::from(self.list.as_slice());
            BinaryHeap { list }
        }
    }
    impl<T: core::cmp::Ord> std::iter::Extend<T> for std::collections::BinaryHeap<T> {
        fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some(item) = rest.next() {
                self.push(item);
            }
        }
    }
    impl<T: core::cmp::Ord> std::iter::FromIterator<T> for std::collections::BinaryHeap<T> {
        fn from_iter<I: IntoIterator<Item = T>>(items: I) -> std::collections::BinaryHeap<T> {
            let mut heap = BinaryHeap { list: std::vec::Vec::<T>::new() };
            heap.extend(items);
            heap
        }
    }
    impl<T: core::cmp::Ord> std::convert::From<std::vec::Vec<T>> for std::collections::BinaryHeap<T> {
        fn from(list: std::vec::Vec<T>) -> std::collections::BinaryHeap<T> {
            <BinaryHeap<T> as FromIterator<T>>::from_iter(list)
        }
    }
    impl<T: core::cmp::Ord, const N: usize> std::convert::From<[T; N]>
        for std::collections::BinaryHeap<T>
    {
        fn from(items: [T; N]) -> std::collections::BinaryHeap<T> {
            <BinaryHeap<T> as FromIterator<T>>::from_iter(items)
        }
    }
}
