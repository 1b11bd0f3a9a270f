// SPDX-License-Identifier: MIT
//
// The iterators of a BTreeMap: how long they are, from behind, and twice.

use std::collections::BTreeMap;

fn squares(count: u32) -> BTreeMap<u32, u32> {
    (0..count).map(|number| (number, number * number)).collect()
}

fn both_ends<T, I>(mut items: I) -> (usize, Option<T>, Option<T>, usize)
where
    I: DoubleEndedIterator<Item = T> + ExactSizeIterator,
{
    let (length, most) = items.size_hint();
    assert_eq!(Some(length), most);
    let first = items.next();
    let last = items.next_back();
    (length, first, last, items.len())
}

fn main() {
    let mut map = squares(5);
    println!("{:?}", both_ends(map.iter()));
    println!("{:?}", both_ends(map.keys()));
    println!("{:?}", both_ends(map.values()));
    println!("{:?}", both_ends(map.iter_mut()));
    println!("{:?}", both_ends(map.values_mut()));
    println!("{:?}", both_ends(map.clone().into_iter()));
    println!("{:?}", both_ends(map.clone().into_keys()));
    println!("{:?}", both_ends(map.clone().into_values()));

    let pairs = map.iter();
    let keys = map.keys();
    let values = map.values();
    println!("{} {}", pairs.clone().count(), pairs.count());
    println!("{} {}", keys.clone().sum::<u32>(), keys.sum::<u32>());
    println!("{} {}", values.clone().sum::<u32>(), values.sum::<u32>());

    let mut range = map.range(1..4);
    println!("{:?} {:?}", range.next_back(), range.next_back());
    println!("{:?} {:?}", range.next(), range.next());
    for (key, value) in &mut map {
        *value += key;
    }
    println!("{map:?}");
}
