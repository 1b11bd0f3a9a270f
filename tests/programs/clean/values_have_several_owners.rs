// Values with several owners: of any size, changed in cells, and gone with the last owner.
use std::cell::{Cell, RefCell};
use std::rc::Rc;
trait Shape {
    fn area(&self) -> f64;
}
struct Sq(f64);
impl Shape for Sq {
    fn area(&self) -> f64 {
        self.0 * self.0
    }
}
impl Drop for Sq {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}
#[derive(Debug)]
struct List {
    value: i32,
    next: Option<Rc<List>>,
}
fn main() {
    let shapes: Vec<Rc<dyn Shape>> = vec![Rc::new(Sq(2.0)), Rc::new(Sq(3.0))];
    let more = shapes.clone();
    println!("{} {}", shapes.iter().map(|s| s.area()).sum::<f64>(), Rc::strong_count(&more[0]));
    drop(shapes);
    drop(more);
    let s: Rc<str> = Rc::from("text");
    let t = s.clone();
    println!("{s} {} {}", t.len(), Rc::ptr_eq(&s, &t));
    let l: Rc<[i32]> = vec![1, 2, 3].into();
    println!("{:?} {}", l, l.iter().sum::<i32>());
    let a = Rc::new(List { value: 1, next: None });
    let b = List { value: 2, next: Some(Rc::clone(&a)) };
    println!("{b:?} {} {}", Rc::strong_count(&a), b.value + a.value + a.next.is_none() as i32);
    let c = Rc::new(Cell::new(5));
    let d = c.clone();
    d.set(7);
    println!("{}", c.get());
    let r = Rc::new(RefCell::new(vec![1]));
    {
        let r2 = Rc::clone(&r);
        r2.borrow_mut().push(2);
    }
    println!("{:?} {}", r.borrow(), r.borrow().len());
    println!("{}", Rc::try_unwrap(r).unwrap().into_inner().len());
    let mut m = Rc::new(3);
    *Rc::get_mut(&mut m).unwrap() += 1;
    println!("{m} {}", *m == 4);
    let w = Rc::downgrade(&m);
    println!("{:?}", w.upgrade());
    drop(m);
    println!("{:?}", w.upgrade());
    let raw = Rc::into_raw(Rc::new(9));
    println!("{}", unsafe { *raw });
    drop(unsafe { Rc::from_raw(raw) });
    println!("{}", Rc::new(1) < Rc::new(2));
}
