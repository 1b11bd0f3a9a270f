// SPDX-License-Identifier: MIT
// Elements of an Rc<[T]>, a Box<[T]> and of a part of a list are dropped in order, each once, in the
// middle of functions that go on.
use std::ptr;
use std::rc::Rc;

struct Noisy(u8, String);

impl Noisy {
    fn new(number: u8) -> Noisy {
        Noisy(number, number.to_string())
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {} {}", self.0, self.1);
    }
}

fn main() {
    let shared: Rc<[Noisy]> = vec![Noisy::new(1), Noisy::new(2)].into();
    let other = shared.clone();
    drop(shared);
    println!("{} left", other.len());
    drop(other);
    let names: Rc<[String]> = ["a", "b"].iter().map(|name| name.to_string()).collect();
    println!("{names:?}");
    let boxed: Box<[Noisy]> = (3..5).map(Noisy::new).collect();
    drop(boxed);
    let mut list: Vec<Noisy> = (5..9).map(Noisy::new).collect();
    unsafe {
        ptr::drop_in_place(&mut list[2..]);
        list.set_len(2);
    }
    println!("end");
}
