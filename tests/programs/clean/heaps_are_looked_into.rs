// SPDX-License-Identifier: MIT
//
// BinaryHeap beyond push and pop: its size, its elements in order, its top while it is held.

use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::BinaryHeap;

fn main() {
    let mut heap: BinaryHeap<i32> = BinaryHeap::with_capacity(4);
    println!("{} {}", heap.len(), heap.is_empty());
    heap.extend([3, 9, 4]);
    if let Some(mut top) = heap.peek_mut() {
        println!("top {}", *top);
        *top = 1;
    }
    if let Some(top) = heap.peek_mut() {
        println!("popped {}", PeekMut::pop(top));
    }
    println!("{} {:?}", heap.len(), heap.clone().into_sorted_vec());
    heap.clear();
    println!("{} {}", heap.len(), BinaryHeap::<u8>::default().is_empty());

    let least = BinaryHeap::from([Reverse(5), Reverse(2), Reverse(7)]);
    println!("{:?} {}", least.peek(), Reverse(1) < Reverse(0));
    println!("{} {:?}", Reverse(1) == Reverse(1), Reverse("text").clone());
}
