// SPDX-License-Identifier: MIT
//
// A reference to a `dyn` inside of a struct has two halves, and the second must be a vtable. Here it
// is the address of a number.

trait Shape {
    fn area(&self) -> u32;
}

struct Square(u32);

impl Shape for Square {
    fn area(&self) -> u32 {
        self.0 * self.0
    }
}

#[derive(Clone, Copy)]
struct Named<'a> {
    shape: &'a dyn Shape,
    id: u32,
}

fn main() {
    let square = Square(3);
    let number = 5u64;
    let mut named = Named { shape: &square, id: 1 };
    println!("{} {}", named.shape.area(), named.id);
    let halves = (&raw mut named.shape).cast::<*const u64>();
    unsafe { *halves.add(1) = &number };
    let copy = named; //~ ub: expected a vtable pointer
    println!("{}", copy.id);
}
