// SPDX-License-Identifier: MIT
//
// BTreeMap as a whole: what is kept, what moves to another map, and its entries.

use std::collections::btree_map::Entry;
use std::collections::BTreeMap;

fn occupied(map: &mut BTreeMap<&str, i32>, key: &'static str) {
    match map.entry(key) {
        Entry::Occupied(mut entry) => {
            *entry.get_mut() += 1;
            let old = entry.insert(90);
            println!("{} was {old} and is {}", entry.key(), entry.get());
            println!("{:?}", entry.remove_entry());
        }
        Entry::Vacant(entry) => {
            println!("no {}", entry.key());
            entry.insert(7);
        }
    }
}

fn main() {
    let mut map = BTreeMap::from([("one", 1), ("two", 2), ("three", 3), ("four", 4)]);
    println!("{} {}", map.is_empty(), BTreeMap::<u8, u8>::new().is_empty());
    if let Some(value) = map.get_mut("two") {
        *value = 22;
    }
    occupied(&mut map, "two");
    occupied(&mut map, "five");
    println!("{map:?}");

    map.retain(|key, value| {
        *value *= 10;
        *key != "one"
    });
    let mut high = map.split_off("three");
    println!("{map:?} and {high:?}");
    println!("{} {}", map == high, map == map.clone());
    high.append(&mut map);
    println!("{high:?} and {}", map.is_empty());

    *high.entry("six").or_insert(5) += 1;
    *high.entry("six").or_insert(50) += 1;
    *high.entry("seven").or_default() += 7;
    high.entry("six").and_modify(|value| *value *= 2).or_insert(0);
    println!("{}", high.entry("eight").key());
    println!("{}", high.entry("six").key());
    if let Entry::Occupied(entry) = high.entry("six") {
        println!("removed {}", entry.remove());
    }
    println!("{}", high.len());
}
