// SPDX-License-Identifier: MIT
//
// HashMap: the pairs lie in one list in order of insertion, and a table of slots leads to them, by
// open addressing with linear steps. A slot holds a pair's place in the list + 1; 0 is empty. What is
// removed leaves its place to the last pair, and its slot to those that had to go on.
pub mod collections {
    pub mod hash_table {
        use crate::std;
        use std::borrow::Borrow;
        use std::option::Option::{self, None, Some};

        pub struct Pair<K, V> {
            pub hash: u64,
            pub key: K,
            pub value: V,
        }
        pub struct Table<K, V> {
            pub pairs: std::vec::Vec<std::collections::hash_table::Pair<K, V>>,
            slots: Option<std::boxed::Box<std::vec::Vec<usize>>>,
        }

        impl<K, V> std::collections::hash_table::Table<K, V> {
            pub fn empty() -> Table<K, V> {
                Table { pairs: std::vec::Vec::<Pair<K, V>>::new(), slots: None }
            }
            pub fn slots(&self) -> &mut [usize] {
                match &self.slots {
                    Some(slots) => unsafe {
                        (*(slots.0.pointer.pointer as *mut std::vec::Vec<usize>)).as_mut_slice()
                    },
                    None => &mut [],
                }
            }
            pub fn pair(&self, place: usize) -> *mut Pair<K, V> {
                unsafe { self.pairs.as_ptr().add(place) as *mut Pair<K, V> }
            }
            // The slot that leads to `place`.
            fn slot_of(&self, place: usize) -> usize {
                let slots = self.slots();
                let mut index = unsafe { (*self.pair(place)).hash } as usize & (slots.len() - 1);
                while slots[index] != place + 1 {
                    index = (index + 1) & (slots.len() - 1);
                }
                index
            }
            pub fn find<Q: core::cmp::Eq + ?Sized>(&self, hash: u64, key: &Q) -> Option<usize>
            where
                K: Borrow<Q>,
            {
                let slots = self.slots();
                if slots.len() == 0 {
                    return None;
                }
                let mask = slots.len() - 1;
                let mut index = hash as usize & mask;
                while slots[index] != 0 {
                    let place = slots[index] - 1;
                    let pair = unsafe { &*self.pair(place) };
                    if pair.hash == hash
                        && core::cmp::PartialEq::eq(<K as Borrow<Q>>::borrow(&pair.key), key)
                    {
                        return Some(place);
                    }
                    index = (index + 1) & mask;
                }
                None
            }
            fn place_slot(slots: &mut [usize], hash: u64, place: usize) {
                let mask = slots.len() - 1;
                let mut index = hash as usize & mask;
                while slots[index] != 0 {
                    index = (index + 1) & mask;
                }
                slots[index] = place + 1;
            }
            /// Leads to all pairs anew, from this many slots.
            pub fn rebuild(&mut self, count: usize) {
                let mut slots = std::vec::Vec::<usize>::with_capacity(count);
                unsafe {
                    core::ptr::write_bytes(slots.as_mut_ptr(), 0, count);
                    slots.set_len(count);
                }
                let mut place = 0;
                while place < self.pairs.len() {
                    let hash = unsafe { (*self.pair(place)).hash };
                    Self::place_slot(slots.as_mut_slice(), hash, place);
                    place += 1;
                }
                self.slots = Some(std::boxed::Box::<std::vec::Vec<usize>>::new(slots));
            }
            /// Adds a key that is not there, and answers its place.
            pub fn add(&mut self, hash: u64, key: K, value: V) -> usize {
                let place = self.pairs.len();
                let count = self.slots().len();
                if count * 3 / 4 <= place {
                    self.rebuild(if count == 0 { 8 } else { count * 2 });
                }
                Self::place_slot(self.slots(), hash, place);
                self.pairs.push(Pair { hash, key, value });
                place
            }
            pub fn take(&mut self, place: usize) -> Pair<K, V> {
                let last = self.pairs.len() - 1;
                let freed = self.slot_of(place);
                self.close(freed);
                if place != last {
                    let moved = self.slot_of(last);
                    self.slots()[moved] = place + 1;
                }
                self.pairs.swap_remove(place)
            }
            pub fn clear(&mut self) {
                self.pairs.clear();
                self.slots = None;
            }
            // Empties a slot, and moves those back that could not have it.
            fn close(&mut self, freed: usize) {
                let slots = self.slots();
                let mask = slots.len() - 1;
                let mut hole = freed;
                let mut index = (freed + 1) & mask;
                while slots[index] != 0 {
                    let home = unsafe { (*self.pair(slots[index] - 1)).hash } as usize & mask;
                    if index.wrapping_sub(home) & mask >= index.wrapping_sub(hole) & mask {
                        slots[hole] = slots[index];
                        hole = index;
                    }
                    index = (index + 1) & mask;
                }
                slots[hole] = 0;
            }
        }
    }

    use crate::std;
    use core::cmp::Eq;
    use std::borrow::Borrow;
    use std::clone::Clone;
    use std::collections::hash_map::*;
    use std::collections::hash_table::{Pair, Table};
    use std::hash::{BuildHasher, Hash, RandomState};
    use std::iter::{Extend, FromIterator, IntoIterator, Iterator};
    use std::option::Option::{self, None, Some};
    use std::result::Result;

    pub struct HashMap<K, V, S = std::hash::RandomState> {
        pub table: std::collections::hash_table::Table<K, V>,
        pub hasher: S,
    }

    impl<K, V> std::collections::HashMap<K, V> {
        pub fn new() -> std::collections::HashMap<K, V> {
            HashMap { table: Table::<K, V>::empty(), hasher: RandomState::new() }
        }
        pub fn with_capacity(_capacity: usize) -> std::collections::HashMap<K, V> {
            HashMap { table: Table::<K, V>::empty(), hasher: RandomState::new() }
        }
    }
    impl<K, V, S> std::collections::HashMap<K, V, S> {
        pub fn with_hasher(hasher: S) -> std::collections::HashMap<K, V, S> {
            HashMap { table: Table::<K, V>::empty(), hasher }
        }
        pub fn with_capacity_and_hasher(
            _capacity: usize,
            hasher: S,
        ) -> std::collections::HashMap<K, V, S> {
            HashMap { table: Table::<K, V>::empty(), hasher }
        }
        pub fn hasher(&self) -> &S {
            &self.hasher
        }
        pub fn len(&self) -> usize {
            self.table.pairs.len()
        }
        pub fn is_empty(&self) -> bool {
            self.table.pairs.len() == 0
        }
        pub fn clear(&mut self) {
            self.table.clear()
        }
        pub fn iter(&self) -> std::collections::hash_map::Iter<'_, K, V> {
            Iter(std::slice::walk(self.table.pairs.as_slice()))
        }
        pub fn iter_mut(&mut self) -> std::collections::hash_map::IterMut<'_, K, V> {
            IterMut(std::slice::walk_mut(self.table.pairs.as_mut_slice()))
        }
        pub fn keys(&self) -> std::collections::hash_map::Keys<'_, K, V> {
            Keys(std::slice::walk(self.table.pairs.as_slice()))
        }
        pub fn values(&self) -> std::collections::hash_map::Values<'_, K, V> {
            Values(std::slice::walk(self.table.pairs.as_slice()))
        }
        pub fn values_mut(&mut self) -> std::collections::hash_map::ValuesMut<'_, K, V> {
            ValuesMut(std::slice::walk_mut(self.table.pairs.as_mut_slice()))
        }
        pub fn into_keys(self) -> std::collections::hash_map::IntoKeys<K, V> {
            IntoKeys(self.table.pairs.into_iter())
        }
        pub fn into_values(self) -> std::collections::hash_map::IntoValues<K, V> {
            IntoValues(self.table.pairs.into_iter())
        }
        pub fn drain(&mut self) -> std::collections::hash_map::Drain<'_, K, V> {
            let table = core::mem::replace(&mut self.table, Table::<K, V>::empty());
            Drain { pairs: table.pairs.into_iter(), marker: std::marker::PhantomData }
        }
    }
    impl<K: Eq + Hash, V, S: BuildHasher> std::collections::HashMap<K, V, S> {
        /// A map without pairs, with the same hasher, which this one loses.
        pub fn emptied(&self) -> std::collections::HashMap<K, V, S> {
            HashMap {
                table: Table::<K, V>::empty(),
                hasher: unsafe { core::ptr::read(&self.hasher) },
            }
        }
        pub fn reserve(&mut self, _additional: usize) {}
        pub fn shrink_to_fit(&mut self) {}
        fn find<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<usize>
        where
            K: Borrow<Q>,
        {
            self.table.find(self.hasher.hash_one(key), key)
        }
        pub fn insert(&mut self, key: K, value: V) -> Option<V> {
            let hash = self.hasher.hash_one(&key);
            match self.table.find::<K>(hash, &key) {
                Some(place) => {
                    let old = unsafe { &mut (*self.table.pair(place)).value };
                    Some(core::mem::replace(old, value))
                }
                None => {
                    self.table.add(hash, key, value);
                    None
                }
            }
        }
        pub fn entry(&mut self, key: K) -> std::collections::hash_map::Entry<'_, K, V> {
            let hash = self.hasher.hash_one(&key);
            match self.table.find::<K>(hash, &key) {
                Some(place) => Entry::Occupied(OccupiedEntry { place, table: &mut self.table }),
                None => Entry::Vacant(VacantEntry { hash, key, table: &mut self.table }),
            }
        }
        pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
        where
            K: Borrow<Q>,
        {
            match self.find(key) {
                Some(place) => Some(unsafe { &(*self.table.pair(place)).value }),
                None => None,
            }
        }
        pub fn get_key_value<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
        where
            K: Borrow<Q>,
        {
            match self.find(key) {
                Some(place) => {
                    let pair = unsafe { &*self.table.pair(place) };
                    Some((&pair.key, &pair.value))
                }
                None => None,
            }
        }
        pub fn get_mut<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
        where
            K: Borrow<Q>,
        {
            match self.find(key) {
                Some(place) => Some(unsafe { &mut (*self.table.pair(place)).value }),
                None => None,
            }
        }
        pub fn contains_key<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
        where
            K: Borrow<Q>,
        {
            self.find(key).is_some()
        }
        pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<V>
        where
            K: Borrow<Q>,
        {
            match self.remove_entry(key) {
                Some((_, value)) => Some(value),
                None => None,
            }
        }
        pub fn remove_entry<Q: Hash + Eq + ?Sized>(&mut self, key: &Q) -> Option<(K, V)>
        where
            K: Borrow<Q>,
        {
            let hash = self.hasher.hash_one(key);
            match self.table.find(hash, key) {
                Some(place) => {
                    let pair = self.table.take(place);
                    Some((pair.key, pair.value))
                }
                None => None,
            }
        }
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {
            std::vec::keep(&mut self.table.pairs, Keeper(f));
            let count = self.table.slots().len();
            if count != 0 {
                self.table.rebuild(count);
            }
        }
    }
    struct Keeper<F>(F);
    impl<K, V, F: FnMut(&K, &mut V) -> bool>
        std::vec::Keeper<std::collections::hash_table::Pair<K, V>> for Keeper<F>
    {
        fn keeps(&mut self, pair: &mut Pair<K, V>) -> bool {
            (self.0)(&pair.key, &mut pair.value)
        }
    }

    impl<K, V, S: std::default::Default> std::default::Default for std::collections::HashMap<K, V, S> {
        fn default() -> std::collections::HashMap<K, V, S> {
            let hasher = <S as std::default::Default>::default();
            HashMap { table: Table::<K, V>::empty(), hasher }
        }
    }
    impl<K: Clone + Eq + Hash, V: Clone, S: Clone + BuildHasher> std::clone::Clone
        for std::collections::HashMap<K, V, S>
    {
        fn clone(&self) -> std::collections::HashMap<K, V, S> {
            let mut map = HashMap { table: Table::<K, V>::empty(), hasher: self.hasher.clone() };
            let mut rest = std::slice::walk(self.table.pairs.as_slice());
            while let Some(pair) = rest.next() {
                map.insert(pair.key.clone(), pair.value.clone());
            }
            map
        }
    }
    impl<K: Eq + Hash, V: std::cmp::PartialEq<V>, S: BuildHasher>
        std::cmp::PartialEq<std::collections::HashMap<K, V, S>>
        for std::collections::HashMap<K, V, S>
    {
        fn eq(&self, other: &std::collections::HashMap<K, V, S>) -> bool {
            if self.len() != other.len() {
                return false;
            }
            let mut rest = std::slice::walk(self.table.pairs.as_slice());
            while let Some(pair) = rest.next() {
                match other.get::<K>(&pair.key) {
                    Some(value) if std::cmp::PartialEq::eq(&pair.value, value) => {}
                    _ => return false,
                }
            }
            true
        }
    }
    impl<K: std::fmt::Debug, V: std::fmt::Debug, S> std::fmt::Debug
        for std::collections::HashMap<K, V, S>
    {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_map().entries(self.iter()).finish()
        }
    }
    impl<K: Eq + Hash, V, S: BuildHasher> std::iter::Extend<(K, V)>
        for std::collections::HashMap<K, V, S>
    {
        fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, items: I) {
            let mut rest = items.into_iter();
            while let Some((key, value)) = rest.next() {
                self.insert(key, value);
            }
        }
    }
    impl<K: Eq + Hash, V, S: BuildHasher + std::default::Default> std::iter::FromIterator<(K, V)>
        for std::collections::HashMap<K, V, S>
    {
        fn from_iter<I: IntoIterator<Item = (K, V)>>(
            items: I,
        ) -> std::collections::HashMap<K, V, S> {
            let hasher = <S as std::default::Default>::default();
            let mut map = HashMap { table: Table::<K, V>::empty(), hasher };
            map.extend(items);
            map
        }
    }
    impl<K: Eq + Hash, V, const N: usize> std::convert::From<[(K, V); N]>
        for std::collections::HashMap<K, V, std::hash::RandomState>
    {
        fn from(items: [(K, V); N]) -> std::collections::HashMap<K, V, std::hash::RandomState> {
            <HashMap<K, V, RandomState> as FromIterator<(K, V)>>::from_iter(items)
        }
    }
    impl<K: Eq + Hash + Borrow<Q>, Q: Eq + Hash + ?Sized, V, S: BuildHasher> std::ops::Index<&Q>
        for std::collections::HashMap<K, V, S>
    {
        type Output = V;
        fn index(&self, key: &Q) -> &V {
            self.get(key).expect("no entry found for key")
        }
    }
    impl<K, V, S> std::iter::IntoIterator for std::collections::HashMap<K, V, S> {
        type Item = (K, V);
        type IntoIter = std::collections::hash_map::IntoIter<K, V>;
        fn into_iter(self) -> std::collections::hash_map::IntoIter<K, V> {
            IntoIter(self.table.pairs.into_iter())
        }
    }
    impl<'a, K, V, S> std::iter::IntoIterator for &'a std::collections::HashMap<K, V, S> {
        type Item = (&'a K, &'a V);
        type IntoIter = std::collections::hash_map::Iter<'a, K, V>;
        fn into_iter(self) -> std::collections::hash_map::Iter<'a, K, V> {
            self.iter()
        }
    }
    impl<'a, K, V, S> std::iter::IntoIterator for &'a mut std::collections::HashMap<K, V, S> {
        type Item = (&'a K, &'a mut V);
        type IntoIter = std::collections::hash_map::IterMut<'a, K, V>;
        fn into_iter(self) -> std::collections::hash_map::IterMut<'a, K, V> {
            self.iter_mut()
        }
    }
}
