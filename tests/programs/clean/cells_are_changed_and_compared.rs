// SPDX-License-Identifier: MIT
//
// Cell and RefCell beyond get, set and borrow, and what is said of a borrow that fails.

use std::cell::{Cell, RefCell};

fn main() {
    let mut cell = Cell::new(3);
    *cell.get_mut() += 1;
    let other = Cell::new(10);
    cell.swap(&other);
    cell.update(|number| number * 2);
    println!("{cell:?} {:?} {:?}", other.clone(), Cell::<u8>::default());

    let mut list = RefCell::new(vec![1, 2]);
    list.get_mut().push(3);
    let old = list.replace(vec![7]);
    let others = RefCell::new(vec![8]);
    list.swap(&others);
    println!("{old:?} {list:?} {:?}", others.clone().take());
    println!("{:?} {:?}", others.take(), RefCell::<String>::default());

    let text = RefCell::new("text".to_string());
    println!("{} {:?}", text.borrow(), text.borrow());
    println!("{}", text.borrow_mut());
    {
        let held = text.borrow_mut();
        println!("{held:?} {}", held.len());
        if let (Err(error), Err(other)) = (text.try_borrow(), text.try_borrow_mut()) {
            println!("{error:?}: {error}; {other:?}: {other}");
        }
    }
    println!("{}", text.try_borrow().is_ok());
}
