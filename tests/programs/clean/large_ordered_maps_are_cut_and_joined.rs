// SPDX-License-Identifier: MIT
//
// A BTreeMap of more pairs than its nodes hold: what is split off, joined again, kept and put
// in by entries, and the order in which it is dropped.

use std::cell::Cell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

const COUNT: u32 = 600;

fn numbers() -> BTreeMap<u32, u32> {
    (0..COUNT).map(|number| (number, number * number)).collect()
}

fn is_cut(map: &BTreeMap<u32, u32>, first: u32, end: u32) {
    assert_eq!(map.len() as u32, end - first);
    assert!(map.keys().copied().eq(first..end));
}

struct Ordered<'a>(u32, &'a Cell<u32>);

impl Drop for Ordered<'_> {
    fn drop(&mut self) {
        assert_eq!(self.1.replace(self.0 + 1), self.0);
    }
}

fn main() {
    let mut map = numbers();
    for place in (0..=COUNT).step_by(50).chain([1, 255, 256, 257, 383, 384, 511, 512, 513]) {
        let mut high = map.split_off(&place);
        is_cut(&map, 0, place);
        is_cut(&high, place, COUNT);
        if place % 2 == 0 {
            map.append(&mut high);
            assert!(high.is_empty());
        } else {
            high.append(&mut map);
            assert!(map.is_empty());
            map = high;
        }
        is_cut(&map, 0, COUNT);
    }

    // Entries, of keys in between as well.
    for key in (0..COUNT * 2).rev() {
        match map.entry(key) {
            Entry::Occupied(mut entry) => {
                *entry.get_mut() += 1;
                assert_eq!(*entry.key(), key);
            }
            Entry::Vacant(entry) => *entry.insert(key) += 2,
        }
        assert_eq!(map[&key], if key < COUNT { key * key + 1 } else { key + 2 });
    }
    map.retain(|key, value| {
        *value = *key;
        key % 5 == 0 && !(300..900).contains(key)
    });
    println!("{} {:?}", map.len(), map.range(280..920).collect::<Vec<_>>());
    for key in 300..900 {
        *map.entry(key).or_insert(0) += 1;
        if let Entry::Occupied(entry) = map.entry(key / 2 * 2) {
            assert_eq!(entry.remove_entry(), (key, 1));
        }
    }
    assert!(map.keys().all(|key| key % 2 == 1 || !(300..900).contains(key)));
    println!("{}", map.len());

    let mut set: BTreeSet<u32> = (0..COUNT).rev().collect();
    set.retain(|number| number % 100 < 2);
    println!("{set:?}");

    let next = Cell::new(0);
    let fresh = || (0..COUNT).map(|number| (number, Ordered(number, &next)));
    drop(fresh().collect::<BTreeMap<_, _>>());
    assert_eq!(next.replace(0), COUNT);
    let mut rest = fresh().collect::<BTreeMap<_, _>>().into_iter();
    rest.by_ref().take(300).for_each(drop);
    drop(rest);
    assert_eq!(next.replace(0), COUNT);
    let mut map = fresh().collect::<BTreeMap<_, _>>();
    map.clear();
    println!("{} {}", next.get(), map.len());
}
