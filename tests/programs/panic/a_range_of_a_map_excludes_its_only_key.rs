// SPDX-License-Identifier: MIT
//
// A range of a BTreeMap whose bounds are the same key, and both without it.

use std::collections::BTreeMap;
use std::ops::Bound::Excluded;

fn main() {
    let map = BTreeMap::from([(1, 'a'), (9, 'b')]);
    let nothing = (Excluded(1), Excluded(1));
    println!("{}", map.range(nothing).count()); //~ panic: range start and end are equal
}
