// SPDX-License-Identifier: MIT
//
// Strings of C in order and as the keys of a map, the empty one, and one as itself.

use std::collections::{HashMap, HashSet};
use std::ffi::{CStr, CString};

fn length<T: AsRef<CStr> + ?Sized>(text: &T) -> usize {
    text.as_ref().count_bytes()
}

fn main() {
    let (one, two) = (CString::new("one").unwrap(), CString::new("two").unwrap());
    println!("{} {}", one < two, one.as_c_str() < two.as_c_str());
    println!("{:?}", one.as_c_str().partial_cmp(c"on"));
    let numbers = HashMap::from([(one.as_c_str(), 1), (two.as_c_str(), 2)]);
    println!("{:?} {:?}", numbers.get(c"two"), numbers.get(c"three"));
    let names = HashSet::from([one.clone(), two.clone()]);
    println!("{} {}", names.contains(&two), names.contains(c"six"));
    println!("{} {:?}", length(c"four"), <&CStr>::default());
}
