// SPDX-License-Identifier: MIT
//
// BTreeMap's entries: places of its leaves (see btree_leaves.rs).
pub mod collections {
    pub mod btree_map {
        use crate::std;
        use std::collections::btree_leaves::Pair;

        pub enum Entry<'a, K: 'a, V: 'a> {
            Vacant(std::collections::btree_map::VacantEntry<'a, K, V>),
            Occupied(std::collections::btree_map::OccupiedEntry<'a, K, V>),
        }
        pub struct VacantEntry<'a, K, V> {
            pub key: K,
            pub place: std::collections::btree_leaves::Place,
            pub leaves: &'a mut std::collections::btree_leaves::Leaves<K, V>,
        }
        pub struct OccupiedEntry<'a, K, V> {
            pub place: std::collections::btree_leaves::Place,
            pub leaves: &'a mut std::collections::btree_leaves::Leaves<K, V>,
        }
        impl<'a, K, V> std::collections::btree_map::VacantEntry<'a, K, V> {
            pub fn insert(self, value: V) -> &'a mut V {
                let place = self.leaves.put(self.place, Pair { key: self.key, value });
                &mut self.leaves.get_mut(place).value
            }
            pub fn key(&self) -> &K {
                &self.key
            }
            pub fn into_key(self) -> K {
                self.key
            }
        }
        impl<'a, K, V> std::collections::btree_map::OccupiedEntry<'a, K, V> {
            pub fn key(&self) -> &K {
                &self.leaves.get(self.place).key
            }
            pub fn get(&self) -> &V {
                &self.leaves.get(self.place).value
            }
            pub fn get_mut(&mut self) -> &mut V {
                &mut self.leaves.get_mut(self.place).value
            }
            pub fn into_mut(self) -> &'a mut V {
                &mut self.leaves.get_mut(self.place).value
            }
            pub fn insert(&mut self, value: V) -> V {
                core::mem::replace(&mut self.leaves.get_mut(self.place).value, value)
            }
            pub fn remove_entry(self) -> (K, V) {
                let pair = self.leaves.take(self.place);
                (pair.key, pair.value)
            }
            pub fn remove(self) -> V {
                self.remove_entry().1
            }
        }
        impl<'a, K, V> std::collections::btree_map::Entry<'a, K, V> {
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
                let mut entry = self;
                if let Entry::Occupied(entry) = &mut entry {
                    f(entry.get_mut());
                }
                entry
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
