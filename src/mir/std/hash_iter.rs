// SPDX-License-Identifier: MIT
//
// HashMap's iterators and entries; see hash_map.rs. The order of iteration is that of insertion.
pub mod collections {
    pub mod hash_map {
        use crate::std;
        use std::clone::Clone;
        use std::collections::hash_table::{Pair, Table};
        use std::iter::Iterator;
        use std::option::Option::{self, None, Some};

        pub struct Iter<'a, K, V>(
            pub std::slice::Iter<'a, std::collections::hash_table::Pair<K, V>>,
        );
        pub struct IterMut<'a, K, V>(
            pub std::slice::IterMut<'a, std::collections::hash_table::Pair<K, V>>,
        );
        pub struct IntoIter<K, V>(pub std::vec::IntoIter<std::collections::hash_table::Pair<K, V>>);
        pub struct Keys<'a, K, V>(
            pub std::slice::Iter<'a, std::collections::hash_table::Pair<K, V>>,
        );
        pub struct Values<'a, K, V>(
            pub std::slice::Iter<'a, std::collections::hash_table::Pair<K, V>>,
        );
        pub struct ValuesMut<'a, K, V>(
            pub std::slice::IterMut<'a, std::collections::hash_table::Pair<K, V>>,
        );
        pub struct IntoKeys<K, V>(pub std::vec::IntoIter<std::collections::hash_table::Pair<K, V>>);
        pub struct IntoValues<K, V>(
            pub std::vec::IntoIter<std::collections::hash_table::Pair<K, V>>,
        );
        impl<'a, K, V> std::iter::Iterator for std::collections::hash_map::Iter<'a, K, V> {
            type Item = (&'a K, &'a V);
            fn next(&mut self) -> Option<(&'a K, &'a V)> {
                match self.0.next() {
                    Some(pair) => Some((&pair.key, &pair.value)),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::hash_map::Iter<'a, K, V> {}
        impl<'a, K, V> std::clone::Clone for std::collections::hash_map::Iter<'a, K, V> {
            fn clone(&self) -> std::collections::hash_map::Iter<'a, K, V> {
                Iter(self.0.clone())
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::hash_map::IterMut<'a, K, V> {
            type Item = (&'a K, &'a mut V);
            fn next(&mut self) -> Option<(&'a K, &'a mut V)> {
                match self.0.next() {
                    Some(pair) => Some((&pair.key, &mut pair.value)),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::hash_map::IterMut<'a, K, V> {}
        impl<K, V> std::iter::Iterator for std::collections::hash_map::IntoIter<K, V> {
            type Item = (K, V);
            fn next(&mut self) -> Option<(K, V)> {
                match self.0.next() {
                    Some(pair) => Some((pair.key, pair.value)),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<K, V> std::iter::ExactSizeIterator for std::collections::hash_map::IntoIter<K, V> {}
        impl<'a, K, V> std::iter::Iterator for std::collections::hash_map::Keys<'a, K, V> {
            type Item = &'a K;
            fn next(&mut self) -> Option<&'a K> {
                match self.0.next() {
                    Some(pair) => Some(&pair.key),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::hash_map::Keys<'a, K, V> {}
        impl<'a, K, V> std::clone::Clone for std::collections::hash_map::Keys<'a, K, V> {
            fn clone(&self) -> std::collections::hash_map::Keys<'a, K, V> {
                Keys(self.0.clone())
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::hash_map::Values<'a, K, V> {
            type Item = &'a V;
            fn next(&mut self) -> Option<&'a V> {
                match self.0.next() {
                    Some(pair) => Some(&pair.value),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::hash_map::Values<'a, K, V> {}
        impl<'a, K, V> std::clone::Clone for std::collections::hash_map::Values<'a, K, V> {
            fn clone(&self) -> std::collections::hash_map::Values<'a, K, V> {
                Values(self.0.clone())
            }
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::hash_map::ValuesMut<'a, K, V> {
            type Item = &'a mut V;
            fn next(&mut self) -> Option<&'a mut V> {
                match self.0.next() {
                    Some(pair) => Some(&mut pair.value),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<'a, K, V> std::iter::ExactSizeIterator for std::collections::hash_map::ValuesMut<'a, K, V> {}
        impl<K, V> std::iter::Iterator for std::collections::hash_map::IntoKeys<K, V> {
            type Item = K;
            fn next(&mut self) -> Option<K> {
                match self.0.next() {
                    Some(pair) => Some(pair.key),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<K, V> std::iter::ExactSizeIterator for std::collections::hash_map::IntoKeys<K, V> {}
        impl<K, V> std::iter::Iterator for std::collections::hash_map::IntoValues<K, V> {
            type Item = V;
            fn next(&mut self) -> Option<V> {
                match self.0.next() {
                    Some(pair) => Some(pair.value),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }
        impl<K, V> std::iter::ExactSizeIterator for std::collections::hash_map::IntoValues<K, V> {}

        /// What drain answers; the map has been emptied before.
        pub struct Drain<'a, K, V> {
            pub pairs: std::vec::IntoIter<std::collections::hash_table::Pair<K, V>>,
            pub marker: std::marker::PhantomData<&'a mut V>,
        }
        impl<'a, K, V> std::iter::Iterator for std::collections::hash_map::Drain<'a, K, V> {
            type Item = (K, V);
            fn next(&mut self) -> Option<(K, V)> {
                match self.pairs.next() {
                    Some(pair) => Some((pair.key, pair.value)),
                    None => None,
                }
            }
        }

        pub enum Entry<'a, K: 'a, V: 'a> {
            Occupied(std::collections::hash_map::OccupiedEntry<'a, K, V>),
            Vacant(std::collections::hash_map::VacantEntry<'a, K, V>),
        }
        pub struct VacantEntry<'a, K, V> {
            pub hash: u64,
            pub key: K,
            pub table: &'a mut std::collections::hash_table::Table<K, V>,
        }
        pub struct OccupiedEntry<'a, K, V> {
            pub place: usize,
            pub table: &'a mut std::collections::hash_table::Table<K, V>,
        }
        impl<'a, K, V> std::collections::hash_map::VacantEntry<'a, K, V> {
            pub fn insert(self, value: V) -> &'a mut V {
                let place = self.table.add(self.hash, self.key, value);
                unsafe { &mut (*self.table.pair(place)).value }
            }
        }
        impl<'a, K, V> std::collections::hash_map::OccupiedEntry<'a, K, V> {
            fn pair(&self) -> &'a mut Pair<K, V> {
                unsafe { &mut *self.table.pair(self.place) }
            }
            pub fn remove_entry(self) -> (K, V) {
                let pair = self.table.take(self.place);
                (pair.key, pair.value)
            }
        }

        impl<'a, K, V> std::collections::hash_map::VacantEntry<'a, K, V> {
            pub fn key(&self) -> &K {
                &self.key
            }
            pub fn into_key(self) -> K {
                self.key
            }
        }
        impl<'a, K, V> std::collections::hash_map::OccupiedEntry<'a, K, V> {
            pub fn key(&self) -> &K {
                &self.pair().key
            }
            pub fn get(&self) -> &V {
                &self.pair().value
            }
            pub fn get_mut(&mut self) -> &mut V {
                &mut self.pair().value
            }
            pub fn into_mut(self) -> &'a mut V {
                &mut self.pair().value
            }
            pub fn insert(&mut self, value: V) -> V {
                core::mem::replace(&mut self.pair().value, value)
            }
            pub fn remove(self) -> V {
                self.remove_entry().1
            }
        }
        impl<'a, K, V> std::collections::hash_map::Entry<'a, K, V> {
            pub fn or_insert(self, default: V) -> &'a mut V {
                match self {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => entry.insert(default),
                }
            }
            pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {
                match self {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => entry.insert(default()),
                }
            }
            pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {
                match self {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => {
                        let value = default(&entry.key);
                        entry.insert(value)
                    }
                }
            }
            pub fn or_default(self) -> &'a mut V
            where
                V: std::default::Default,
            {
                match self {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => entry.insert(<V as std::default::Default>::default()),
                }
            }
            pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Self {
                if let Entry::Occupied(entry) = &self {
                    f(&mut entry.pair().value);
                }
                self
            }
            pub fn key(&self) -> &K {
                match self {
                    Entry::Occupied(entry) => entry.key(),
                    Entry::Vacant(entry) => entry.key(),
                }
            }
        }
    }
}
