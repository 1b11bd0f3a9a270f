// SPDX-License-Identifier: MIT
//
// Rc made of other values, in a cycle and by default; Weak that leads nowhere.

use std::borrow::Borrow;
use std::rc::{Rc, Weak};

struct Node {
    number: i32,
    myself: Weak<Node>,
}

fn main() {
    let node = Rc::new_cyclic(|myself| Node { number: 5, myself: myself.clone() });
    println!("{} {}", node.number, Rc::ptr_eq(&node, &node.myself.upgrade().unwrap()));
    println!("{:?}", node.myself);

    let shared = Rc::from(7);
    let number: &i32 = shared.as_ref();
    let borrowed: &i32 = shared.borrow();
    println!("{number} {borrowed} {}", Rc::<u8>::default());
    let other = shared.clone();
    println!("{:?} {:?}", Rc::into_inner(shared), Rc::into_inner(other));
    let text: Rc<str> = Rc::from("text".to_string());
    println!("{text} {}", Weak::<u8>::default().upgrade().is_none());
}
