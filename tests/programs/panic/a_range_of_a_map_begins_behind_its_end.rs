// SPDX-License-Identifier: MIT
//
// The bounds of a range of a BTreeMap are compared, though no key lies between them.

use std::collections::BTreeMap;

fn main() {
    let map = BTreeMap::from([(1, 'a'), (9, 'b')]);
    let (start, end) = (6, 4);
    println!("{}", map.range(start..end).count()); //~ panic: range start is greater than range end
}
