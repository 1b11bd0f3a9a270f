// SPDX-License-Identifier: MIT
//
// The pairs of a BTreeMap in the order of their keys, as a list of leaves: lists of at most FULL
// pairs, none of them empty. A key is found by halving, first over the last keys of the leaves,
// then in its leaf. What comes or goes moves pairs of its leaf only; the list of leaves moves when
// a leaf is split or has become empty, which is seldom, as a leaf holds many.
pub mod collections {
    pub mod btree_leaves {
        use crate::std;
        use core::cmp::Ordering;
        use std::borrow::Borrow;
        use std::collections::Bound;
        use std::collections::btree_walk::{Walk, WalkMut, WalkOwned};
        use std::convert::From;
        use std::result::Result::{self, Err, Ok};
        use std::vec::Keeper;

        const FULL: usize = 256;

        pub struct Pair<K, V> {
            pub key: K,
            pub value: V,
        }

        /// Where a pair is, or belongs: in which leaf, and where in it. Behind the last pair of a
        /// leaf is a place as well.
        #[derive(Clone, Copy)]
        pub struct Place {
            leaf: usize,
            index: usize,
        }

        /// Memory for just as many leaves as there are, and the number of pairs: three words, as a
        /// BTreeMap has.
        pub struct Leaves<K, V> {
            first: *mut std::vec::Vec<std::collections::btree_leaves::Pair<K, V>>,
            count: usize,
            length: usize,
        }

        impl<K, V> std::collections::btree_leaves::Leaves<K, V> {
            pub fn new() -> Leaves<K, V> {
                Leaves::<K, V>::of(std::vec::Vec::<std::vec::Vec<Pair<K, V>>>::new(), 0)
            }
            fn of(list: std::vec::Vec<std::vec::Vec<Pair<K, V>>>, length: usize) -> Leaves<K, V> {
                let mut list = list;
                list.shrink_to_fit();
                let leaves = Leaves { first: list.as_mut_ptr(), count: list.len(), length };
                core::mem::forget(list);
                leaves
            }
            // Takes out the list of the leaves, to be changed.
            fn list(&mut self) -> std::vec::Vec<std::vec::Vec<Pair<K, V>>> {
                let count = core::mem::replace(&mut self.count, 0);
                unsafe {
                    std::vec::Vec::<std::vec::Vec<Pair<K, V>>>::from_raw_parts(
                        self.first, count, count,
                    )
                }
            }
            fn set_list(&mut self, list: std::vec::Vec<std::vec::Vec<Pair<K, V>>>) {
                let leaves = Leaves::<K, V>::of(list, self.length);
                self.first = leaves.first;
                self.count = leaves.count;
                core::mem::forget(leaves);
            }
            fn leaves(&self) -> &[std::vec::Vec<Pair<K, V>>] {
                unsafe { core::slice::from_raw_parts(self.first, self.count) }
            }
            fn leaves_mut(&mut self) -> &mut [std::vec::Vec<Pair<K, V>>] {
                unsafe { core::slice::from_raw_parts_mut(self.first, self.count) }
            }
            // One of the leaves there are.
            fn leaf(&self, index: usize) -> &std::vec::Vec<Pair<K, V>> {
                unsafe { &*self.first.add(index) }
            }
            fn leaf_mut(&mut self, index: usize) -> &mut std::vec::Vec<Pair<K, V>> {
                unsafe { &mut *self.first.add(index) }
            }
            pub fn len(&self) -> usize {
                self.length
            }

            /// Where the key is, or belongs. Only in the last leaf is that ever behind all pairs.
            pub fn search<Q: core::cmp::Ord + ?Sized>(&self, key: &Q) -> Result<Place, Place>
            where
                K: Borrow<Q>,
            {
                if self.count == 0 {
                    return Err(Place { leaf: 0, index: 0 });
                }
                let (mut leaf, mut last) = (0, self.count - 1);
                while leaf < last {
                    let middle = leaf + (last - leaf) / 2;
                    let pairs = self.leaf(middle).as_slice();
                    let index = pairs.len() - 1;
                    match core::cmp::Ord::cmp(<K as Borrow<Q>>::borrow(&pairs[index].key), key) {
                        Ordering::Less => leaf = middle + 1,
                        Ordering::Greater => last = middle,
                        Ordering::Equal => return Ok(Place { leaf: middle, index }),
                    }
                }
                let pairs = self.leaf(leaf).as_slice();
                let (mut start, mut end) = (0, pairs.len());
                while start < end {
                    let index = start + (end - start) / 2;
                    match core::cmp::Ord::cmp(<K as Borrow<Q>>::borrow(&pairs[index].key), key) {
                        Ordering::Less => start = index + 1,
                        Ordering::Greater => end = index,
                        Ordering::Equal => return Ok(Place { leaf, index }),
                    }
                }
                Err(Place { leaf, index: start })
            }
            pub fn get(&self, place: Place) -> &Pair<K, V> {
                unsafe { &*self.leaf(place.leaf).as_ptr().add(place.index) }
            }
            pub fn get_mut(&mut self, place: Place) -> &mut Pair<K, V> {
                unsafe { &mut *self.leaf_mut(place.leaf).as_mut_ptr().add(place.index) }
            }
            /// The places of the first and the last pair of a list that is not empty.
            pub fn first(&self) -> Place {
                Place { leaf: 0, index: 0 }
            }
            pub fn last(&self) -> Place {
                let leaf = self.count - 1;
                Place { leaf, index: self.leaf(leaf).len() - 1 }
            }

            /// Puts a pair where its key belongs, and gives the place that it got.
            pub fn put(&mut self, place: Place, pair: Pair<K, V>) -> Place {
                self.length += 1;
                let is_full = place.leaf == self.count || self.leaf(place.leaf).len() == FULL;
                let place = if is_full { self.make_room(place) } else { place };
                self.leaf_mut(place.leaf).insert(place.index, pair);
                place
            }
            // Makes the first leaf, or splits a full one: in half, but pairs that come in order
            // leave full ones behind. Gives where the place has gone.
            fn make_room(&mut self, place: Place) -> Place {
                let Place { leaf, index } = place;
                if leaf == self.count {
                    self.add(leaf, std::vec::Vec::<Pair<K, V>>::new());
                    return place;
                }
                let kept = if index == FULL { FULL } else { FULL / 2 };
                let rest = self.leaf_mut(leaf).split_off(kept);
                self.add(leaf + 1, rest);
                if index < kept {
                    return place;
                }
                Place { leaf: leaf + 1, index: index - kept }
            }
            fn add(&mut self, index: usize, leaf: std::vec::Vec<Pair<K, V>>) {
                let mut list = self.list();
                list.reserve_exact(1);
                list.insert(index, leaf);
                self.set_list(list);
            }
            pub fn take(&mut self, place: Place) -> Pair<K, V> {
                self.length -= 1;
                let pairs = self.leaf_mut(place.leaf);
                let pair = pairs.remove(place.index);
                if pairs.len() == 0 {
                    let mut list = self.list();
                    list.remove(place.leaf);
                    self.set_list(list);
                }
                pair
            }

            pub fn walk(&self) -> Walk<'_, K, V> {
                Walk::<'_, K, V>::of(&[], self.leaves(), &[])
            }
            pub fn walk_mut(&mut self) -> WalkMut<'_, K, V> {
                WalkMut::<'_, K, V>::of(&mut [], self.leaves_mut(), &mut [])
            }
            pub fn walk_owned(self) -> WalkOwned<K, V> {
                let mut leaves = self;
                WalkOwned::<K, V>::of(leaves.list())
            }
            pub fn walk_range<T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
                &self,
                range: &R,
            ) -> Walk<'_, K, V>
            where
                K: Borrow<T>,
            {
                let (first, middle, last) = self.cut(range);
                Walk::<'_, K, V>::of(first, middle, last)
            }
            pub fn walk_range_mut<T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
                &mut self,
                range: &R,
            ) -> WalkMut<'_, K, V>
            where
                K: Borrow<T>,
            {
                let (first, middle, last) = self.cut(range);
                unsafe {
                    WalkMut::<'_, K, V>::of(writable(first), writable(middle), writable(last))
                }
            }
            // The pairs of a range: the end of a leaf, whole leaves, and the start of a leaf.
            fn cut<T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
                &self,
                range: &R,
            ) -> (&[Pair<K, V>], &[std::vec::Vec<Pair<K, V>>], &[Pair<K, V>])
            where
                K: Borrow<T>,
            {
                let leaves = self.leaves();
                if leaves.len() == 0 {
                    return (&[], &[], &[]);
                }
                let (start, end) = self.limits(range);
                let first = leaves[start.leaf].as_slice();
                if start.leaf == end.leaf {
                    let pairs = std::ops::Range { start: start.index, end: end.index };
                    return (std::slice::part(first, pairs), &[], &[]);
                }
                let middle = std::ops::Range { start: start.leaf + 1, end: end.leaf };
                let last = leaves[end.leaf].as_slice();
                (
                    std::slice::part(first, std::ops::RangeFrom { start: start.index }),
                    std::slice::part(leaves, middle),
                    std::slice::part(last, std::ops::RangeTo { end: end.index }),
                )
            }
            // There are leaves.
            fn limits<T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
                &self,
                range: &R,
            ) -> (Place, Place)
            where
                K: Borrow<T>,
            {
                let (start, end) = (range.start_bound(), range.end_bound());
                check(&start, &end);
                let leaf = self.count - 1;
                let index = self.leaf(leaf).len();
                (
                    match start {
                        Bound::Unbounded => Place { leaf: 0, index: 0 },
                        Bound::Included(key) => at(self.search(key), false),
                        Bound::Excluded(key) => at(self.search(key), true),
                    },
                    match end {
                        Bound::Unbounded => Place { leaf, index },
                        Bound::Included(key) => at(self.search(key), true),
                        Bound::Excluded(key) => at(self.search(key), false),
                    },
                )
            }

            pub fn retain<F: Keeper<Pair<K, V>>>(&mut self, keeper: F) {
                let mut keeper = LeafKeeper { keeper, length: 0 };
                let mut list = self.list();
                std::vec::keep(&mut list, &mut keeper);
                self.set_list(list);
                self.length = keeper.length;
            }
            /// Takes out the pairs from a place on.
            pub fn split_off(&mut self, place: Place) -> Leaves<K, V> {
                if self.length == 0 {
                    return Leaves::<K, V>::new();
                }
                let mut list = self.list();
                let mut rest = list.split_off(place.leaf + 1);
                let first = list.as_mut_slice()[place.leaf].split_off(place.index);
                if first.len() != 0 {
                    rest.insert(0, first);
                }
                if place.index == 0 {
                    list.pop();
                }
                self.set_list(list);
                let (mut length, mut index) = (0, 0);
                while index < rest.len() {
                    length += rest.as_slice()[index].len();
                    index += 1;
                }
                self.length -= length;
                Leaves::<K, V>::of(rest, length)
            }
            pub fn copy(&self) -> Leaves<K, V>
            where
                K: std::clone::Clone,
                V: std::clone::Clone,
            {
                let count = self.count;
                let mut list = std::vec::Vec::<std::vec::Vec<Pair<K, V>>>::with_capacity(count);
                let mut index = 0;
                while index < count {
                    let pairs = self.leaf(index).as_slice();
                    list.push(<std::vec::Vec<Pair<K, V>> as From<&[Pair<K, V>]>>::from(pairs));
                    index += 1;
                }
                Leaves::<K, V>::of(list, self.length)
            }
        }
        impl<K, V> core::ops::Drop for std::collections::btree_leaves::Leaves<K, V> {
            fn drop(&mut self) {
                core::mem::drop(self.list())
            }
        }

        // The place of a pair or the one behind it; where there is no pair, they are the same.
        fn at(place: Result<Place, Place>, is_behind: bool) -> Place {
            match place {
                Ok(place) if is_behind => Place { leaf: place.leaf, index: place.index + 1 },
                Ok(place) => place,
                Err(place) => place,
            }
        }
        unsafe fn writable<'a, T>(list: &'a [T]) -> &'a mut [T] {
            core::slice::from_raw_parts_mut(list.as_ptr() as *mut T, list.len())
        }
        fn check<T: core::cmp::Ord + ?Sized>(start: &Bound<&T>, end: &Bound<&T>) {
            let (first, last, is_without_both) = match (start, end) {
                (Bound::Unbounded, _) => return,
                (_, Bound::Unbounded) => return,
                (Bound::Excluded(first), Bound::Excluded(last)) => (*first, *last, true),
                (Bound::Included(first), Bound::Included(last)) => (*first, *last, false),
                (Bound::Included(first), Bound::Excluded(last)) => (*first, *last, false),
                (Bound::Excluded(first), Bound::Included(last)) => (*first, *last, false),
            };
            match core::cmp::Ord::cmp(first, last) {
                Ordering::Less => {}
                Ordering::Greater => {
                    core::panicking::panic("range start is greater than range end in BTreeMap")
                }
                Ordering::Equal if is_without_both => core::panicking::panic(
                    "range start and end are equal and excluded in BTreeMap",
                ),
                Ordering::Equal => {}
            }
        }

        // Which leaves stay, and how many pairs do.
        struct LeafKeeper<F> {
            keeper: F,
            length: usize,
        }
        impl<K, V, F: Keeper<Pair<K, V>>> Keeper<std::vec::Vec<Pair<K, V>>>
            for LeafKeeper<F>
        {
            fn keeps(&mut self, pairs: &mut std::vec::Vec<Pair<K, V>>) -> bool {
                std::vec::keep(pairs, &mut self.keeper);
                self.length += pairs.len();
                pairs.len() != 0
            }
        }
    }
}
