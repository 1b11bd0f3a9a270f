// Nodes of a tree lead to their children, and weakly to their parents.
use std::cell::RefCell;
use std::rc::{Rc, Weak};
#[derive(Debug)]
struct Node {
    value: i32,
    parent: RefCell<Weak<Node>>,
    children: RefCell<Vec<Rc<Node>>>,
}
impl Drop for Node {
    fn drop(&mut self) {
        println!("drop {}", self.value);
    }
}
fn main() {
    let leaf = Rc::new(Node {
        value: 3,
        parent: RefCell::new(Weak::new()),
        children: RefCell::new(vec![]),
    });
    println!("leaf parent = {:?}", leaf.parent.borrow().upgrade().map(|p| p.value));
    let branch = Rc::new(Node {
        value: 5,
        parent: RefCell::new(Weak::new()),
        children: RefCell::new(vec![Rc::clone(&leaf)]),
    });
    *leaf.parent.borrow_mut() = Rc::downgrade(&branch);
    println!("leaf parent = {:?}", leaf.parent.borrow().upgrade().map(|p| p.value));
    println!("{} {}", Rc::strong_count(&branch), Rc::weak_count(&branch));
    println!("{} {}", Rc::strong_count(&leaf), Rc::weak_count(&leaf));
    for c in branch.children.borrow().iter() {
        println!("{}", c.value);
    }
    let cell = RefCell::new(5);
    {
        let a = cell.borrow();
        println!("{:?}", cell.try_borrow_mut().is_err());
        println!("{}", *a);
    }
    *cell.borrow_mut() += 1;
    println!("{:?}", cell);
    println!("{}", Rc::ptr_eq(&leaf, &branch.children.borrow()[0]));
    let mut x = Rc::new(String::from("a"));
    Rc::make_mut(&mut x).push('b');
    println!("{x}");
    println!("{:?}", Rc::try_unwrap(x));
}
