// SPDX-License-Identifier: MIT
//
// BTreeMap and BTreeSet as sorted lists: a key is found by halving, and iteration needs no more than
// the list.
pub mod collections {
    use crate::std;
    use core::cmp::Ordering;
    use std::borrow::Borrow;
    use std::clone::Clone;
    use std::collections::btree_map::*;
    use std::iter::{DoubleEndedIterator, Extend, FromIterator, IntoIterator, Iterator};
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    pub struct BTreeMap<K, V> {
        pairs: std::vec::Vec<std::collections::btree_map::Pair<K, V>>,
    }

    // Where the key is, or belongs.
    fn search<K: Borrow<Q>, V, Q: core::cmp::Ord + ?Sized>(
        pairs: &[Pair<K, V>],
        key: &Q,
    ) -> Result<usize, usize> {
        let (mut start, mut end) = (0, pairs.len());
        while start < end {
            let middle = start + (end - start) / 2;
            match core::cmp::Ord::cmp(<K as Borrow<Q>>::borrow(&pairs[middle].key), key) {
                Ordering::Less => start = middle + 1,
                Ordering::Greater => end = middle,
                Ordering::Equal => return Ok(middle),
            }
        }
        Err(start)
    }

    impl<K, V> std::collections::BTreeMap<K, V> {
        pub fn new() -> std::collections::BTreeMap<K, V> {
            BTreeMap { pairs: std::vec::Vec::<Pair<K, V>>::new() }
        }
        /// A map without pairs, of the same kind.
        pub fn emptied(&self) -> std::collections::BTreeMap<K, V> {
            BTreeMap { pairs: std::vec::Vec::<Pair<K, V>>::new() }
        }
        pub fn len(&self) -> usize {
            self.pairs.len()
        }
        pub fn is_empty(&self) -> bool {
            self.pairs.len() == 0
        }
        pub fn clear(&mut self) {
            self.pairs.clear()
        }
        pub fn insert(&mut self, key: K, value: V) -> Option<V>
        where
            K: core::cmp::Ord,
        {
            match search::<K, V, K>(self.pairs.as_slice(), &key) {
                Ok(place) => {
                    let old = &mut self.pairs.as_mut_slice()[place].value;
                    Some(core::mem::replace(old, value))
                }
                Err(place) => {
                    self.pairs.insert(place, Pair { key, value });
                    None
                }
            }
        }
        pub fn entry(&mut self, key: K) -> std::collections::btree_map::Entry<'_, K, V>
        where
            K: core::cmp::Ord,
        {
            match search::<K, V, K>(self.pairs.as_slice(), &key) {
                Ok(place) => Entry::Occupied(OccupiedEntry { place, pairs: &mut self.pairs }),
                Err(place) => Entry::Vacant(VacantEntry { key, place, pairs: &mut self.pairs }),
            }
        }
        pub fn get<Q: core::cmp::Ord + ?Sized>(&self, key: &Q) -> Option<&V>
        where
            K: Borrow<Q>,
        {
            match search(self.pairs.as_slice(), key) {
                Ok(place) => Some(&self.pairs.as_slice()[place].value),
                Err(_) => None,
            }
        }
        pub fn get_key_value<Q: core::cmp::Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
        where
            K: Borrow<Q>,
        {
            match search(self.pairs.as_slice(), key) {
                Ok(place) => {
                    let pair = &self.pairs.as_slice()[place];
                    Some((&pair.key, &pair.value))
                }
                Err(_) => None,
            }
        }
        pub fn get_mut<Q: core::cmp::Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
        where
            K: Borrow<Q>,
        {
            match search(self.pairs.as_slice(), key) {
                Ok(place) => Some(&mut self.pairs.as_mut_slice()[place].value),
                Err(_) => None,
            }
        }
        pub fn contains_key<Q: core::cmp::Ord + ?Sized>(&self, key: &Q) -> bool
        where
            K: Borrow<Q>,
        {
            search(self.pairs.as_slice(), key).is_ok()
        }
        pub fn remove<Q: core::cmp::Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
        where
            K: Borrow<Q>,
        {
            match search(self.pairs.as_slice(), key) {
                Ok(place) => Some(self.pairs.remove(place).value),
                Err(_) => None,
            }
        }
        pub fn remove_entry<Q: core::cmp::Ord + ?Sized>(&mut self, key: &Q) -> Option<(K, V)>
        where
            K: Borrow<Q>,
        {
            match search(self.pairs.as_slice(), key) {
                Ok(place) => {
                    let pair = self.pairs.remove(place);
                    Some((pair.key, pair.value))
                }
                Err(_) => None,
            }
        }
        pub fn first_key_value(&self) -> Option<(&K, &V)> {
            self.iter().next()
        }
        pub fn last_key_value(&self) -> Option<(&K, &V)> {
            self.iter().next_back()
        }
        pub fn pop_first(&mut self) -> Option<(K, V)> {
            if self.pairs.len() == 0 {
                return None;
            }
            let pair = self.pairs.remove(0);
            Some((pair.key, pair.value))
        }
        pub fn pop_last(&mut self) -> Option<(K, V)> {
            match self.pairs.pop() {
                Some(pair) => Some((pair.key, pair.value)),
                None => None,
            }
        }
        pub fn iter(&self) -> std::collections::btree_map::Iter<'_, K, V> {
            Iter(std::slice::walk(self.pairs.as_slice()))
        }
        pub fn iter_mut(&mut self) -> std::collections::btree_map::IterMut<'_, K, V> {
            IterMut(std::slice::walk_mut(self.pairs.as_mut_slice()))
        }
        pub fn keys(&self) -> std::collections::btree_map::Keys<'_, K, V> {
            Keys(std::slice::walk(self.pairs.as_slice()))
        }
        pub fn values(&self) -> std::collections::btree_map::Values<'_, K, V> {
            Values(std::slice::walk(self.pairs.as_slice()))
        }
        pub fn values_mut(&mut self) -> std::collections::btree_map::ValuesMut<'_, K, V> {
            ValuesMut(std::slice::walk_mut(self.pairs.as_mut_slice()))
        }
        pub fn into_keys(self) -> std::collections::btree_map::IntoKeys<K, V> {
            IntoKeys(self.pairs.into_iter())
        }
        pub fn into_values(self) -> std::collections::btree_map::IntoValues<K, V> {
            IntoValues(self.pairs.into_iter())
        }
        pub fn range<T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
            &self,
            range: R,
        ) -> std::collections::btree_map::Range<'_, K, V>
        where
            K: Borrow<T>,
        {
            let (start, end) = limits(self.pairs.as_slice(), &range);
            let part = std::slice::part(self.pairs.as_slice(), std::ops::Range { start, end });
            Range(std::slice::walk(part))
        }
        pub fn range_mut<T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
            &mut self,
            range: R,
        ) -> std::collections::btree_map::RangeMut<'_, K, V>
        where
            K: Borrow<T>,
        {
            let (start, end) = limits(self.pairs.as_slice(), &range);
            let range = std::ops::Range { start, end };
            RangeMut(std::slice::walk_mut(std::slice::part_mut(self.pairs.as_mut_slice(), range)))
        }
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {
            std::vec::keep(&mut self.pairs, Keeper(f))
        }
        pub fn append(&mut self, other: &mut std::collections::BTreeMap<K, V>)
        where
            K: core::cmp::Ord,
        {
            let pairs = core::mem::replace(&mut other.pairs, std::vec::Vec::<Pair<K, V>>::new());
            let mut rest = pairs.into_iter();
            while let Some(pair) = rest.next() {
                self.insert(pair.key, pair.value);
            }
        }
        pub fn split_off<Q: core::cmp::Ord + ?Sized>(
            &mut self,
            key: &Q,
        ) -> std::collections::BTreeMap<K, V>
        where
            K: Borrow<Q>,
        {
            let place = match search(self.pairs.as_slice(), key) {
                Ok(place) => place,
                Err(place) => place,
            };
            BTreeMap { pairs: self.pairs.split_off(place) }
        }
    }
    struct Keeper<F>(F);
    impl<K, V, F: FnMut(&K, &mut V) -> bool>
        std::vec::Keeper<std::collections::btree_map::Pair<K, V>> for Keeper<F>
    {
        fn keeps(&mut self, pair: &mut Pair<K, V>) -> bool {
            (self.0)(&pair.key, &mut pair.value)
        }
    }
    fn limits<K: Borrow<T>, V, T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
        pairs: &[Pair<K, V>],
        range: &R,
    ) -> (usize, usize) {
        use std::collections::Bound;
        let start = match range.start_bound() {
            Bound::Unbounded => 0,
            Bound::Included(key) => match search(pairs, key) {
                Ok(place) => place,
                Err(place) => place,
            },
            Bound::Excluded(key) => match search(pairs, key) {
                Ok(place) => place + 1,
                Err(place) => place,
            },
        };
        let end = match range.end_bound() {
            Bound::Unbounded => pairs.len(),
            Bound::Included(key) => match search(pairs, key) {
                Ok(place) => place + 1,
                Err(place) => place,
            },
            Bound::Excluded(key) => match search(pairs, key) {
                Ok(place) => place,
                Err(place) => place,
            },
        };
        if start > end {
            core::panicking::panic("range start is greater than range end in BTreeMap");
        }
        (start, end)
    }

    impl<K, V> std::default::Default for std::collections::BTreeMap<K, V> {
        fn default() -> std::collections::BTreeMap<K, V> {
            BTreeMap { pairs: std::vec::Vec::<Pair<K, V>>::new() }
        }
    }
    impl<K: Clone, V: Clone> std::clone::Clone for std::collections::btree_map::Pair<K, V> {
        fn clone(&self) -> std::collections::btree_map::Pair<K, V> {
            Pair { key: self.key.clone(), value: self.value.clone() }
        }
    }
    impl<K: Clone, V: Clone> std::clone::Clone for std::collections::BTreeMap<K, V> {
        fn clone(&self) -> std::collections::BTreeMap<K, V> {
            BTreeMap {
                pairs: <std::vec::Vec<Pair<K, V>> as std::convert::From<&[Pair<K, V>]>>::from(
                    self.pairs.as_slice(),
                ),
            }
        }
    }
    impl<K: std::cmp::PartialEq<K>, V: std::cmp::PartialEq<V>>
        std::cmp::PartialEq<std::collections::BTreeMap<K, V>> for std::collections::BTreeMap<K, V>
    {
        fn eq(&self, other: &std::collections::BTreeMap<K, V>) -> bool {
            if self.len() != other.len() {
                return false;
            }
            let (mut left, mut right) = (self.iter(), other.iter());
            while let (Some(a), Some(b)) = (left.next(), right.next()) {
                if !std::cmp::PartialEq::eq(a.0, b.0) || !std::cmp::PartialEq::eq(a.1, b.1) {
                    return false;
                }
            }
            true
        }
    }
    impl<K: std::fmt::Debug, V: std::fmt::Debug> std::fmt::Debug for std::collections::BTreeMap<K, V> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_map().entries(self.iter()).finish()
        }
    }
    impl<K: core::cmp::Ord, V> std::iter::Extend<(K, V)> for std::collections::BTreeMap<K, V> {
        fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some((key, value)) = rest.next() {
                self.insert(key, value);
            }
        }
    }
    impl<K: core::cmp::Ord, V> std::iter::FromIterator<(K, V)> for std::collections::BTreeMap<K, V> {
        fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> std::collections::BTreeMap<K, V> {
            let mut map = BTreeMap { pairs: std::vec::Vec::<Pair<K, V>>::new() };
            map.extend(items);
            map
        }
    }
    impl<K: core::cmp::Ord, V, const N: usize> std::convert::From<[(K, V); N]>
        for std::collections::BTreeMap<K, V>
    {
        fn from(items: [(K, V); N]) -> std::collections::BTreeMap<K, V> {
            <BTreeMap<K, V> as FromIterator<(K, V)>>::from_iter(items)
        }
    }
    impl<K: Borrow<Q>, Q: core::cmp::Ord + ?Sized, V> std::ops::Index<&Q>
        for std::collections::BTreeMap<K, V>
    {
        type Output = V;
        fn index(&self, key: &Q) -> &V {
            self.get(key).expect("no entry found for key")
        }
    }
    impl<K, V> std::iter::IntoIterator for std::collections::BTreeMap<K, V> {
        type Item = (K, V);
        type IntoIter = std::collections::btree_map::IntoIter<K, V>;
        fn into_iter(self) -> std::collections::btree_map::IntoIter<K, V> {
            IntoIter(self.pairs.into_iter())
        }
    }
    impl<'a, K, V> std::iter::IntoIterator for &'a std::collections::BTreeMap<K, V> {
        type Item = (&'a K, &'a V);
        type IntoIter = std::collections::btree_map::Iter<'a, K, V>;
        fn into_iter(self) -> std::collections::btree_map::Iter<'a, K, V> {
            self.iter()
        }
    }
    impl<'a, K, V> std::iter::IntoIterator for &'a mut std::collections::BTreeMap<K, V> {
        type Item = (&'a K, &'a mut V);
        type IntoIter = std::collections::btree_map::IterMut<'a, K, V>;
        fn into_iter(self) -> std::collections::btree_map::IterMut<'a, K, V> {
            self.iter_mut()
        }
    }
}
