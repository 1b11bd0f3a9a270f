// SPDX-License-Identifier: MIT
//
// The iterators and ranges of a BTreeMap of more pairs than its nodes hold, from both ends in turn.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Included, Unbounded};

const COUNT: u32 = 600;

// Every other key is free.
fn doubles() -> BTreeMap<u32, u32> {
    (0..COUNT).map(|number| (number * 181 % COUNT * 2, number)).collect()
}

// Two from the front for each one from behind, which gives all of them.
fn from_both_ends<T: Ord>(mut items: impl DoubleEndedIterator<Item = T>) -> Vec<T> {
    let (mut first, mut last) = (Vec::new(), Vec::new());
    while let Some(item) = items.next() {
        first.push(item);
        first.extend(items.next());
        last.extend(items.next_back());
    }
    assert!(items.next_back().is_none());
    last.reverse();
    first.extend(last);
    first
}

fn has_length<T: Ord>(mut items: impl DoubleEndedIterator<Item = T> + ExactSizeIterator) {
    for left in (1..=COUNT as usize).rev() {
        assert_eq!(items.size_hint(), (left, Some(left)));
        let item = if left % 3 == 0 { items.next() } else { items.next_back() };
        assert!(item.is_some());
    }
    assert_eq!(items.len(), 0);
    assert!(items.next().is_none() && items.next_back().is_none());
}

fn main() {
    let mut map = doubles();
    let keys: Vec<u32> = (0..COUNT).map(|number| number * 2).collect();
    let values: Vec<u32> = map.values().copied().collect();
    assert!(from_both_ends(map.keys()).into_iter().eq(&keys));
    assert!(map.values().rev().eq(values.iter().rev()));
    assert_eq!(from_both_ends(map.iter()).len(), keys.len());
    assert_eq!(from_both_ends(map.iter_mut()).len(), keys.len());
    assert_eq!(from_both_ends(map.clone().into_keys()), keys);
    assert!(map.clone().into_values().eq(values));
    has_length(map.iter());
    has_length(map.keys());
    has_length(map.values());
    has_length(map.iter_mut());
    has_length(map.values_mut());
    has_length(map.clone().into_iter());
    has_length(map.clone().into_keys());
    has_length(map.clone().into_values());

    let mut rest = map.iter();
    assert!(rest.nth(400).is_some() && rest.next_back().is_some());
    assert_eq!((rest.clone().count(), rest.len()), (198, 198));

    // The keys are even, the bounds even or not.
    for start in (0..COUNT * 2).step_by(97) {
        for end in (start + 1..=COUNT * 2).step_by(101) {
            let inside = map.range(start..end).map(|pair| *pair.0);
            assert!(inside.eq(((start + 1) / 2..(end + 1) / 2).map(|number| number * 2)));
            let inside = from_both_ends(map.range_mut((Excluded(start), Included(end))));
            let last = COUNT.min(end / 2 + 1);
            assert!(inside.iter().map(|pair| *pair.0 / 2).eq(start / 2 + 1..last));
        }
        assert_eq!(map.range((Unbounded, Excluded(start))).count() as u32, (start + 1) / 2);
        assert_eq!(map.range_mut(start..).count() as u32, COUNT - (start + 1) / 2);
    }
    for (_, value) in map.range_mut(100..1100) {
        *value = 0;
    }
    println!("{}", map.values().filter(|value| **value == 0).count());
    println!("{:?} {:?}", map.range(511..).next(), map.range(..=1099).next_back());
}
