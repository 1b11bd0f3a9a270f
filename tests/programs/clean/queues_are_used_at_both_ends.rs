// SPDX-License-Identifier: MIT
//
// VecDeque as a list: elements in the middle, parts of it, its iterators, and as a Vec.

use std::collections::VecDeque;

fn main() {
    let mut queue: VecDeque<i32> = VecDeque::with_capacity(4);
    queue.reserve(8);
    queue.extend(&[1, 2, 3]);
    queue.push_front(0);
    println!("{} {queue:?} {}", queue.len(), queue[1]);
    queue.swap(0, 3);
    queue.insert(2, 9);
    println!("{queue:?} {:?} {:?}", queue.clone().remove(1), queue.clone().remove(10));
    queue.rotate_right(2);
    println!("{queue:?}");

    let mut other = VecDeque::from(vec![70, 80, 90]);
    queue.append(&mut other);
    println!("{queue:?} {}", other == VecDeque::default());
    queue.retain(|number| *number != 80);
    println!("{:?} {queue:?}", queue.drain(1..3).collect::<Vec<i32>>());
    for number in &mut queue {
        *number += 1;
    }
    let mut sum = 0;
    for number in &queue {
        sum += number;
    }
    println!("{sum} {:?} {:?}", queue.iter().size_hint(), queue.iter_mut().size_hint());

    let mut items = queue.iter_mut();
    if let (Some(first), Some(last)) = (items.next(), items.next_back()) {
        std::mem::swap(first, last);
    }
    let mut owned = queue.clone().into_iter();
    println!("{:?} {:?} {:?}", owned.size_hint(), owned.next(), owned.next_back());
    queue.truncate(3);
    println!("{} {queue:?}", queue == queue.clone());
    println!("{:?}", Vec::from(queue));
}
