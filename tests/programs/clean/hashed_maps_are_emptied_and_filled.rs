// SPDX-License-Identifier: MIT
//
// HashMap: its iterators, by their lengths and sums (the order is nobody's business), and entries.

use std::collections::hash_map::Entry;
use std::collections::HashMap;
use std::hash::BuildHasher;

fn lengths<I: Iterator + ExactSizeIterator>(mut items: I) -> (usize, Option<usize>, usize) {
    let (least, most) = items.size_hint();
    items.next();
    (least, most, items.len())
}

fn entries(map: &mut HashMap<String, i32>) {
    match map.entry("one".to_string()) {
        Entry::Occupied(mut entry) => {
            println!("{} {}", entry.key(), entry.get());
            println!("{} {}", entry.insert(11), entry.get());
        }
        Entry::Vacant(_) => println!("no one"),
    }
    match map.entry("nine".to_string()) {
        Entry::Occupied(_) => println!("nine"),
        Entry::Vacant(entry) => {
            print!("no {}: ", entry.key());
            println!("{}", entry.into_key().len());
        }
    }
    println!("{}", map.entry("two".to_string()).or_insert_with(|| 5));
    println!("{}", map.entry("ten".to_string()).or_insert_with(|| 10));
    println!("{}", map.entry("two".to_string()).key());
    println!("{}", map.entry("six".to_string()).key());
}

fn main() {
    let mut map: HashMap<String, i32> = HashMap::new();
    println!("{}", map.is_empty());
    map.reserve(10);
    for (number, name) in ["zero", "one", "two", "three"].iter().enumerate() {
        map.insert(name.to_string(), number as i32);
    }
    println!("{} {:?}", map.is_empty(), lengths(map.iter()));
    println!("{:?} {:?}", lengths(map.keys()), lengths(map.values()));
    println!("{:?} {:?}", lengths(map.iter_mut()), lengths(map.values_mut()));
    println!("{:?}", lengths(map.clone().into_iter()));
    println!("{:?}", lengths(map.clone().into_keys()));
    println!("{:?}", lengths(map.clone().into_values()));

    let (pairs, keys, values) = (map.iter(), map.keys(), map.values());
    println!("{} {}", pairs.clone().count(), pairs.count());
    println!("{} {}", keys.clone().count(), keys.count());
    println!("{} {}", values.clone().sum::<i32>(), values.sum::<i32>());
    entries(&mut map);

    for (name, value) in &mut map {
        *value += name.len() as i32;
    }
    let mut sum = 0;
    for (_, value) in &map {
        sum += value;
    }
    println!("{sum}");
    map.shrink_to_fit();
    let same = map.hasher().hash_one(5) == map.hasher().hash_one(5);
    let mut drained: Vec<(String, i32)> = map.drain().collect();
    drained.sort();
    println!("{same} {drained:?} {}", map.len());
    map.insert("last".to_string(), 1);
    map.clear();
    println!("{}", map.len());
}
