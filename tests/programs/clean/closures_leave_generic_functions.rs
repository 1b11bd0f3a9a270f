// What a generic function returns may be a closure, or hold one: another type for each instance.
use std::fmt::Debug;
use std::ops::{Add, Mul};

fn adder<T: Copy + Add<Output = T>>(by: T) -> impl Fn(T) -> T {
    move |x| x + by
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn boxed<T: Debug + 'static>(value: T) -> Box<dyn Fn() -> String> {
    Box::new(move || format!("{value:?}"))
}

fn scaled<T: Copy + Mul<Output = T>>(values: &[T], by: T) -> impl Iterator<Item = T> + '_ {
    values.iter().map(move |x| *x * by)
}

struct Counter<F> {
    step: F,
    count: u32,
}

impl<F: FnMut(u32) -> u32> Counter<F> {
    fn next(&mut self) -> u32 {
        self.count += 1;
        (self.step)(self.count)
    }
}

fn counter<T: Into<u32> + Copy>(start: T) -> Counter<impl FnMut(u32) -> u32> {
    Counter { step: move |n| n + start.into(), count: 0 }
}

fn curried<T: Copy + Add<Output = T> + 'static>(a: T) -> impl Fn(T) -> Box<dyn Fn(T) -> T> {
    move |b| Box::new(move |c| a + b + c)
}

fn perhaps(flag: bool) -> Option<impl Fn(u8) -> u8> {
    if flag {
        Some(adder(1))
    } else {
        None
    }
}

fn main() {
    let (small, large) = (2u8, 0.5f64);
    let bytes = adder(small);
    let floats = adder(large);
    println!("{} {}", bytes(3), floats(1.0));
    let chain = compose(adder(1), compose(adder(10), |z: i32| format!("<{z}>")));
    println!("{}", chain(5));
    println!("{} {}", boxed("x")(), boxed([1, 2])());
    println!("{} {}", scaled(&[1, 2], 3).sum::<i32>(), scaled(&[0.5], 4.0).sum::<f64>());
    let mut counted = counter(5u8);
    counted.next();
    println!("{} {}", counted.next(), counter(7u16).next());
    println!("{} {:?}", curried(1)(2)(3), perhaps(true).map(|f| f(4)));
    let several = [adder(1u32), adder(2u32)];
    println!("{}", several.iter().map(|f| f(10)).sum::<u32>());
    let outer = move |x: u8| bytes(x) + 1;
    let inner = || floats(2.0) + floats(3.0);
    println!("{} {}", outer(9), inner());
}
