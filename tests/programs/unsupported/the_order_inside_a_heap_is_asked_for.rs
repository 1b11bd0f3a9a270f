// SPDX-License-Identifier: MIT
//
// The order in which a BinaryHeap keeps its elements is std's own matter.

use std::collections::BinaryHeap;

fn main() {
    let heap = BinaryHeap::from(vec![3, 9, 4]);
    for number in heap.iter() { //~ unsupported: `BinaryHeap::iter`, whose order is not known
        println!("{number}");
    }
}
