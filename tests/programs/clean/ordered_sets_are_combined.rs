// SPDX-License-Identifier: MIT
//
// BTreeSet: its elements one by one, from both ends, and two sets together.

use std::collections::BTreeSet;

fn main() {
    let mut set = BTreeSet::new();
    for number in [5, 1, 4, 1, 3] {
        println!("{number} {}", set.insert(number));
    }
    println!("{} {}", set.len(), set.is_empty());
    println!("{:?} {:?} {:?}", set.first(), set.last(), set.get(&4));
    println!("{} {} {:?}", set.remove(&4), set.remove(&4), set.take(&5));
    println!("{:?} {:?}", set.replace(3), set.replace(8));
    set.extend(&[10, 11, 12]);
    set.retain(|number| number % 2 == 1 || *number > 9);
    println!("{set:?}");

    let mut items = set.iter();
    println!("{:?} {:?} {:?}", items.size_hint(), items.next(), items.next_back());
    println!("{:?} {:?}", items.clone().next(), items.next());
    let mut owned = set.clone().into_iter();
    println!("{:?} {:?} {:?}", owned.size_hint(), owned.next(), owned.next_back());
    let mut sum = 0;
    for number in &set {
        sum += number;
    }
    println!("{sum}");

    let other = BTreeSet::from([3, 4, 10]);
    println!("{:?} {:?}", &set | &other, &set & &other);
    println!("{} {}", set == other, set == set.clone());
    set.clear();
    println!("{} {}", set == BTreeSet::default(), set.is_empty());
}
