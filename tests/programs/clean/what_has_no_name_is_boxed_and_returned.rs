// SPDX-License-Identifier: MIT
// `impl Trait` as a parameter, as a result and inside of other types: what stands for it is passed
// on to generic functions and types, also where its bounds name a lifetime.
use std::fmt::Debug;

struct Queue<'a> {
    sink: Option<Box<dyn FnMut(&[u8]) -> usize + 'a>>,
    end: Option<Box<dyn FnOnce(usize) -> String + 'a>>,
}

impl<'a> Queue<'a> {
    fn on_data(&mut self, sink: impl FnMut(&[u8]) -> usize + 'a) {
        self.sink = Some(Box::new(sink));
    }
    fn at_end(mut self, end: impl FnOnce(usize) -> String + 'a) -> Self {
        self.end = Some(Box::new(end));
        self
    }
}

struct Tree<T>(Vec<Option<T>>);

impl<T: Debug> Tree<T> {
    fn of(value: T) -> Self {
        Tree(vec![Some(value), None])
    }
    fn map<U>(self, change: impl Fn(T) -> U + Copy) -> Tree<U> {
        Tree(self.0.into_iter().map(|one| one.map(change)).collect())
    }
}

fn grown(value: impl Debug + Clone) -> Tree<impl Debug> {
    Tree::of(value.clone())
}

fn boxed(function: impl Fn(i32) -> i32 + 'static) -> Box<dyn Fn(i32) -> i32> {
    Box::new(function)
}

fn shown(value: &impl Debug) -> String {
    let show = || format!("<{value:?}>");
    show()
}

fn listed(bytes: impl Iterator<Item = u8>, mut visit: impl FnMut(u8)) -> Vec<u8> {
    let mut list = Vec::new();
    for byte in bytes {
        visit(byte);
        list.push(byte);
    }
    list
}

fn main() {
    let mut count = 0;
    let mut queue = Queue { sink: None, end: None }.at_end(|count| count.to_string());
    queue.on_data(|bytes| {
        count += bytes.len();
        bytes.len()
    });
    let mut sink = queue.sink.take().unwrap();
    println!("{} {}", sink(b"abc"), sink(b"de"));
    let end = queue.end.take().unwrap();
    println!("{}", end(7));
    drop((sink, queue));
    println!("{count}");
    println!("{:?} {:?}", grown("a").0, Tree::of(3).map(|n| n * 2).0);
    println!("{} {}", boxed(|n| n + 1)(2), shown(&'x'));
    let mut sum = 0;
    println!("{:?}", listed([1, 2].into_iter(), |byte| sum += byte));
    println!("{sum}");
}
