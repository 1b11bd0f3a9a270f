// SPDX-License-Identifier: MIT
//
// As a Vec a BinaryHeap has the order of its inside, which is std's own matter.

use std::collections::BinaryHeap;

fn main() {
    let heap = BinaryHeap::from(vec![3, 9, 4]);
    println!("{:?}", heap.into_vec()); //~ unsupported: `BinaryHeap::into_vec`, whose order
}
