// SPDX-License-Identifier: MIT
//
// HashSet: its elements one by one, and two sets together, sorted before they are printed.

use std::collections::HashSet;

fn sorted<T: Copy + Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort();
    items
}

fn main() {
    let mut set: HashSet<i32> = HashSet::with_capacity(8);
    println!("{}", set.is_empty());
    set.extend([1, 2, 3, 4].iter());
    println!("{:?} {:?}", set.get(&2), set.get(&9));
    println!("{:?} {:?}", set.replace(2), set.replace(5));
    println!("{} {} {:?}", set.remove(&1), set.remove(&1), set.take(&3));
    set.retain(|number| *number != 4);
    println!("{:?}", sorted(&set));

    let items = set.iter();
    println!("{:?} {} {}", items.size_hint(), items.clone().count(), items.count());
    println!("{:?}", set.clone().into_iter().size_hint());
    let mut sum = 0;
    for number in &set {
        sum += number;
    }
    println!("{sum}");

    let other = HashSet::from([5, 6, 7]);
    println!("{:?}", sorted(set.union(&other).copied()));
    println!("{:?}", sorted(set.intersection(&other).copied()));
    println!("{:?}", sorted(set.difference(&other).copied()));
    println!("{:?} {:?}", sorted(&set | &other), sorted(&set & &other));
    println!("{:?}", sorted(&set - &other));
    println!("{} {}", set == other, set == set.clone());
    println!("{:?}", &set - &HashSet::from([2]));
    set.clear();
    println!("{} {:?}", set == HashSet::default(), set);
}
