// SPDX-License-Identifier: MIT
//
// A BTreeMap of more pairs than its nodes hold, beside a sorted list: filled in order, backwards
// and scrambled, and emptied in the middle and at both ends.

use std::collections::{BTreeMap, BTreeSet};

const COUNT: u32 = 700;

// All numbers below COUNT, in another order.
fn scrambled(number: u32, step: u32) -> u32 {
    number * step % COUNT
}

fn assert_same(map: &BTreeMap<u32, u32>, list: &[(u32, u32)]) {
    assert_eq!(map.len(), list.len());
    assert!(map.iter().map(|(key, value)| (*key, *value)).eq(list.iter().copied()));
    assert_eq!(map.first_key_value().map(|pair| *pair.0), list.first().map(|pair| pair.0));
    assert_eq!(map.last_key_value().map(|pair| *pair.0), list.last().map(|pair| pair.0));
}

fn filled(order: fn(u32) -> u32) -> BTreeMap<u32, u32> {
    let (mut map, mut list) = (BTreeMap::new(), Vec::new());
    for number in 0..COUNT {
        let key = order(number);
        assert_eq!(map.insert(key, number), None);
        let place = list.partition_point(|pair: &(u32, u32)| pair.0 < key);
        list.insert(place, (key, number));
        if number % 100 == 0 {
            assert_same(&map, &list);
        }
    }
    assert_same(&map, &list);
    for number in 0..COUNT {
        assert_eq!(map.get(&order(number)), Some(&number));
        assert_eq!(map.insert(order(number), number + 1), Some(number));
    }
    assert!(!map.contains_key(&COUNT));
    map
}

fn emptied(mut map: BTreeMap<u32, u32>, step: u32) {
    let mut list: Vec<(u32, u32)> = map.iter().map(|(key, value)| (*key, *value)).collect();
    for number in 0..COUNT {
        let key = scrambled(number, step);
        let place = list.partition_point(|pair| pair.0 < key);
        assert_eq!(map.remove(&key), Some(list.remove(place).1));
        assert_eq!(map.remove(&key), None);
        if number % 100 == 0 {
            assert_same(&map, &list);
        }
    }
    assert_same(&map, &list);
}

fn popped(mut map: BTreeMap<u32, u32>) {
    let mut keys = BTreeSet::new();
    let (mut low, mut high) = (0, COUNT);
    while low < high {
        assert_eq!(map.pop_first().map(|pair| pair.0), Some(low));
        assert!(keys.insert(low));
        low += 1;
        if low % 3 == 0 {
            high -= 1;
            assert_eq!(map.pop_last().map(|pair| pair.0), Some(high));
            assert!(keys.insert(high));
        }
    }
    assert_eq!((map.pop_first(), map.pop_last(), map.len()), (None, None, 0));
    assert!(keys.into_iter().eq(0..COUNT));
    map.insert(5, 50);
    println!("{map:?}");
}

fn main() {
    let ascending = filled(|number| number);
    let descending = filled(|number| COUNT - 1 - number);
    let mixed = filled(|number| scrambled(number, 303));
    println!("{} {}", ascending.len(), ascending.keys().eq(descending.keys()));
    println!("{} {}", ascending == mixed, mixed == mixed.clone());
    popped(ascending);
    emptied(descending, 1);
    emptied(mixed, 457);
}
