// SPDX-License-Identifier: MIT
//
// Less common ways to look into maps, sets and queues, and to change what is there.
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = items.collect();
    list.sort();
    list
}

fn ordered_maps() {
    let mut ages = BTreeMap::from([("ada", 36), ("bob", 41), ("cy", 7), ("dee", 52)]);
    println!("{:?} {:?}", ages.get_key_value("bob"), ages.last_key_value());
    for age in ages.values_mut() {
        *age += 1;
    }
    for (_, age) in ages.range_mut("c"..) {
        *age *= 2;
    }
    println!("{:?} {:?} {:?}", ages.remove_entry("cy"), ages.pop_first(), ages.pop_last());
    *ages.entry("eve").or_insert_with_key(|key| key.len()) += 1;
    println!("{:?}", ages.clone().into_keys().collect::<Vec<_>>());
    println!("{:?} {:?}", ages.iter().size_hint(), ages.into_values().collect::<Vec<_>>());
}

fn hashed_maps() {
    let mut stock = HashMap::with_capacity(8);
    for (name, count) in [("nut", 4), ("bolt", 9), ("gear", 2)] {
        stock.insert(name, count);
    }
    println!("{:?}", stock.get_key_value("bolt"));
    println!("{:?}", stock.remove_entry("gear"));
    for count in stock.values_mut() {
        *count -= 1;
    }
    println!("{}", stock.entry("cog").or_insert_with_key(|key| key.len() as i32));
    println!("{:?}", sorted(stock.clone().into_keys()));
    println!("{:?} {:?}", stock.iter().size_hint(), sorted(stock.into_values()));
}

fn sets() {
    let (small, large) = (BTreeSet::from([2, 4]), BTreeSet::from([1, 2, 3, 4]));
    println!("{} {}", small.is_subset(&large), large.is_superset(&small));
    println!("{} {:?}", small.is_disjoint(&large), &small ^ &large);
    println!("{:?}", small.symmetric_difference(&large).collect::<Vec<_>>());
    let mut rest = large.clone();
    println!("{:?} {:?} {rest:?}", rest.pop_first(), rest.pop_last());
    let (few, many) = (HashSet::from([5, 6]), HashSet::from([6, 7, 8]));
    println!("{} {} {}", few.is_subset(&many), many.is_superset(&few), few.is_disjoint(&many));
    println!("{:?}", sorted(few.symmetric_difference(&many)));
    println!("{:?}", sorted((&few ^ &many).into_iter()));
}

fn queues() {
    let mut line = VecDeque::from([1, 2, 3]);
    line.push_front(0);
    if let Some(first) = line.front_mut() {
        *first = 10;
    }
    if let Some(last) = line.back_mut() {
        *last = 30;
    }
    println!("{:?} {:?} {line:?}", line.make_contiguous().len(), line.pop_back());
    let mut heap = BinaryHeap::from(vec![3, 9, 4]);
    if let Some(mut greatest) = heap.peek_mut() {
        *greatest = 1;
    }
    println!("{:?}", heap.peek());
    println!("{:?}", heap.into_sorted_vec());
}

fn main() {
    ordered_maps();
    hashed_maps();
    sets();
    queues();
}
