// Two counted values that own each other are never given back.
use std::cell::RefCell;
use std::rc::Rc;

struct Node {
    next: RefCell<Option<Rc<Node>>>,
}

fn main() {
    let first = Rc::new(Node { next: RefCell::new(None) }); //~ leak: memory leaked
    *first.next.borrow_mut() = Some(first.clone());
}
