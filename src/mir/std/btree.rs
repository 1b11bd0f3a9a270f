// SPDX-License-Identifier: MIT
//
// BTreeMap, whose pairs are those of a sorted list of leaves; see btree_leaves.rs.
pub mod collections {
    use crate::std;
    use std::borrow::Borrow;
    use std::clone::Clone;
    use std::collections::btree_leaves::{Leaves, Pair};
    use std::collections::btree_map::*;
    use std::iter::{DoubleEndedIterator, Extend, FromIterator, IntoIterator, Iterator};
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    pub struct BTreeMap<K, V> {
        leaves: std::collections::btree_leaves::Leaves<K, V>,
    }

    impl<K, V> std::collections::BTreeMap<K, V> {
        pub fn new() -> std::collections::BTreeMap<K, V> {
            BTreeMap { leaves: Leaves::<K, V>::new() }
        }
        pub fn len(&self) -> usize {
            self.leaves.len()
        }
        pub fn is_empty(&self) -> bool {
            self.leaves.len() == 0
        }
        pub fn clear(&mut self) {
            self.leaves = Leaves::<K, V>::new();
        }
        pub fn insert(&mut self, key: K, value: V) -> Option<V>
        where
            K: core::cmp::Ord,
        {
            match self.leaves.search::<K>(&key) {
                Ok(place) => {
                    Some(core::mem::replace(&mut self.leaves.get_mut(place).value, value))
                }
                Err(place) => {
                    self.leaves.put(place, Pair { key, value });
                    None
                }
            }
        }
        pub fn entry(&mut self, key: K) -> std::collections::btree_map::Entry<'_, K, V>
        where
            K: core::cmp::Ord,
        {
            let leaves = &mut self.leaves;
            match leaves.search::<K>(&key) {
                Ok(place) => Entry::Occupied(OccupiedEntry { place, leaves }),
                Err(place) => Entry::Vacant(VacantEntry { key, place, leaves }),
            }
        }
        pub fn get<Q: core::cmp::Ord + ?Sized>(&self, key: &Q) -> Option<&V>
        where
            K: Borrow<Q>,
        {
            match self.leaves.search(key) {
                Ok(place) => Some(&self.leaves.get(place).value),
                Err(_) => None,
            }
        }
        pub fn get_key_value<Q: core::cmp::Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
        where
            K: Borrow<Q>,
        {
            match self.leaves.search(key) {
                Ok(place) => Some(parts(self.leaves.get(place))),
                Err(_) => None,
            }
        }
        pub fn get_mut<Q: core::cmp::Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
        where
            K: Borrow<Q>,
        {
            match self.leaves.search(key) {
                Ok(place) => Some(&mut self.leaves.get_mut(place).value),
                Err(_) => None,
            }
        }
        pub fn contains_key<Q: core::cmp::Ord + ?Sized>(&self, key: &Q) -> bool
        where
            K: Borrow<Q>,
        {
            self.leaves.search(key).is_ok()
        }
        pub fn remove<Q: core::cmp::Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
        where
            K: Borrow<Q>,
        {
            match self.leaves.search(key) {
                Ok(place) => Some(self.leaves.take(place).value),
                Err(_) => None,
            }
        }
        pub fn remove_entry<Q: core::cmp::Ord + ?Sized>(&mut self, key: &Q) -> Option<(K, V)>
        where
            K: Borrow<Q>,
        {
            match self.leaves.search(key) {
                Ok(place) => {
                    let pair = self.leaves.take(place);
                    Some((pair.key, pair.value))
                }
                Err(_) => None,
            }
        }
        pub fn first_key_value(&self) -> Option<(&K, &V)> {
            if self.leaves.len() == 0 {
                return None;
            }
            Some(parts(self.leaves.get(self.leaves.first())))
        }
        pub fn last_key_value(&self) -> Option<(&K, &V)> {
            if self.leaves.len() == 0 {
                return None;
            }
            Some(parts(self.leaves.get(self.leaves.last())))
        }
        pub fn pop_first(&mut self) -> Option<(K, V)> {
            if self.leaves.len() == 0 {
                return None;
            }
            let pair = self.leaves.take(self.leaves.first());
            Some((pair.key, pair.value))
        }
        pub fn pop_last(&mut self) -> Option<(K, V)> {
            if self.leaves.len() == 0 {
                return None;
            }
            let pair = self.leaves.take(self.leaves.last());
            Some((pair.key, pair.value))
        }
        pub fn iter(&self) -> std::collections::btree_map::Iter<'_, K, V> {
            Iter { left: self.leaves.len(), walk: self.leaves.walk() }
        }
        pub fn iter_mut(&mut self) -> std::collections::btree_map::IterMut<'_, K, V> {
            IterMut { left: self.leaves.len(), walk: self.leaves.walk_mut() }
        }
        pub fn keys(&self) -> std::collections::btree_map::Keys<'_, K, V> {
            Keys { left: self.leaves.len(), walk: self.leaves.walk() }
        }
        pub fn values(&self) -> std::collections::btree_map::Values<'_, K, V> {
            Values { left: self.leaves.len(), walk: self.leaves.walk() }
        }
        pub fn values_mut(&mut self) -> std::collections::btree_map::ValuesMut<'_, K, V> {
            ValuesMut { left: self.leaves.len(), walk: self.leaves.walk_mut() }
        }
        pub fn into_keys(self) -> std::collections::btree_map::IntoKeys<K, V> {
            IntoKeys { left: self.leaves.len(), walk: self.leaves.walk_owned() }
        }
        pub fn into_values(self) -> std::collections::btree_map::IntoValues<K, V> {
            IntoValues { left: self.leaves.len(), walk: self.leaves.walk_owned() }
        }
        pub fn range<T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
            &self,
            range: R,
        ) -> std::collections::btree_map::Range<'_, K, V>
        where
            K: Borrow<T>,
        {
            Range(self.leaves.walk_range(&range))
        }
        pub fn range_mut<T: core::cmp::Ord + ?Sized, R: std::ops::RangeBounds<T>>(
            &mut self,
            range: R,
        ) -> std::collections::btree_map::RangeMut<'_, K, V>
        where
            K: Borrow<T>,
        {
            RangeMut(self.leaves.walk_range_mut(&range))
        }
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {
            self.keep(Keeper(f))
        }
        /// What `retain` of maps and sets does.
        pub fn keep<F: std::vec::Keeper<Pair<K, V>>>(&mut self, keeper: F) {
            self.leaves.retain(keeper)
        }
        pub fn append(&mut self, other: &mut std::collections::BTreeMap<K, V>)
        where
            K: core::cmp::Ord,
        {
            let mut rest = core::mem::replace(&mut other.leaves, Leaves::<K, V>::new());
            if self.is_empty() {
                core::mem::swap(&mut self.leaves, &mut rest);
            }
            let mut rest = rest.walk_owned();
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
            let place = match self.leaves.search(key) {
                Ok(place) => place,
                Err(place) => place,
            };
            BTreeMap { leaves: self.leaves.split_off(place) }
        }
    }
    fn parts<K, V>(pair: &Pair<K, V>) -> (&K, &V) {
        (&pair.key, &pair.value)
    }
    struct Keeper<F>(F);
    impl<K, V, F: FnMut(&K, &mut V) -> bool>
        std::vec::Keeper<std::collections::btree_leaves::Pair<K, V>> for Keeper<F>
    {
        fn keeps(&mut self, pair: &mut Pair<K, V>) -> bool {
            (self.0)(&pair.key, &mut pair.value)
        }
    }

    impl<K, V> std::default::Default for std::collections::BTreeMap<K, V> {
        fn default() -> std::collections::BTreeMap<K, V> {
            BTreeMap { leaves: Leaves::<K, V>::new() }
        }
    }
    impl<K: Clone, V: Clone> std::clone::Clone for std::collections::btree_leaves::Pair<K, V> {
        fn clone(&self) -> std::collections::btree_leaves::Pair<K, V> {
            Pair { key: self.key.clone(), value: self.value.clone() }
        }
    }
    impl<K: Clone, V: Clone> std::clone::Clone for std::collections::BTreeMap<K, V> {
        fn clone(&self) -> std::collections::BTreeMap<K, V> {
            BTreeMap { leaves: self.leaves.copy() }
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
            let mut map = BTreeMap { leaves: Leaves::<K, V>::new() };
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
            IntoIter { left: self.leaves.len(), walk: self.leaves.walk_owned() }
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
