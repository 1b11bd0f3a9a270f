// SPDX-License-Identifier: MIT
//
// Arc gives C a pointer that it owns a part of, and takes it back.

use std::ffi::c_void;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex, Weak};

struct Counter {
    calls: AtomicI32,
    names: Mutex<Vec<String>>,
}

impl Drop for Counter {
    fn drop(&mut self) {
        println!("{} calls", self.calls.load(Ordering::SeqCst));
    }
}

extern "C" {
    fn keep(data: *const c_void, call: extern "C" fn(*const c_void, i32));
    fn call_kept(times: i32);
    fn give_back() -> *const c_void;
}

extern "C" fn count(data: *const c_void, number: i32) {
    let counter = unsafe { &*data.cast::<Counter>() };
    counter.calls.fetch_add(number, Ordering::Relaxed);
    counter.names.lock().unwrap().push(number.to_string());
}

struct Node {
    me: Weak<Node>,
    value: u8,
}

trait Speak: Send + Sync {
    fn speak(&self) -> String;
}

impl Speak for Node {
    fn speak(&self) -> String {
        format!("node {}", self.value)
    }
}

fn through_c() {
    let counter = Arc::new(Counter { calls: AtomicI32::new(0), names: Mutex::default() });
    unsafe {
        keep(Arc::into_raw(Arc::clone(&counter)).cast(), count);
        call_kept(3);
        println!("{} {:?}", Arc::strong_count(&counter), counter.names.lock().unwrap());
        let back = give_back().cast::<Counter>();
        println!("{}", back == Arc::as_ptr(&counter));
        Arc::increment_strong_count(back);
        println!("{}", Arc::strong_count(&counter));
        Arc::decrement_strong_count(back);
        drop(Arc::from_raw(back));
    }
    println!("{}", Arc::strong_count(&counter));
}

fn weak_ones() {
    let node = Arc::new_cyclic(|me| Node { me: me.clone(), value: 4 });
    let weak = Arc::downgrade(&node);
    println!("{} {}", Arc::weak_count(&node), weak.strong_count());
    println!("{} {}", weak.weak_count(), weak.ptr_eq(&node.me));
    println!("{:?} {}", weak, weak.upgrade().is_some_and(|node| node.value == 4));
    let raw = weak.into_raw();
    println!("{}", raw == Arc::as_ptr(&node));
    let weak = unsafe { Weak::from_raw(raw) };
    println!("{}", weak.as_ptr() == raw);
    let speaker: Arc<dyn Speak> = node.clone();
    println!("{} {}", speaker.speak(), Arc::ptr_eq(&node, &node.me.upgrade().unwrap()));
    drop(node);
    println!("{}", weak.upgrade().is_some());
    drop(speaker);
    println!("{} {}", weak.upgrade().is_some(), weak.strong_count());
    println!("{} {}", Weak::<i32>::new().upgrade().is_none(), Weak::<i32>::default().weak_count());
}

fn owners() {
    let mut one = Arc::new(5);
    println!("{:?}", Arc::get_mut(&mut one));
    let two = one.clone();
    *Arc::make_mut(&mut one) += 1;
    println!("{one} {two} {}", one == Arc::from(6));
    println!("{:?} {:?}", Arc::try_unwrap(two.clone()), Arc::try_unwrap(two));
    println!("{:?} {}", Arc::into_inner(one.clone()), Arc::unwrap_or_clone(one));
    let text: Arc<str> = Arc::from("text");
    let same: Arc<str> = Arc::from(String::from("texts"));
    println!("{text} {:?} {}", same, text < same);
    let list: Arc<[u8]> = (1..4).collect();
    let other: Arc<[u8]> = Arc::from(vec![1, 2, 3]);
    println!("{list:?} {:?} {}", list.cmp(&other), list.as_ref().len());
    println!("{} {:?}", Arc::<u8>::default(), Arc::new(Some(2)));
    let mut set = std::collections::HashSet::new();
    println!("{} {}", set.insert(text.clone()), set.insert(text));
    println!("{}", set.contains("text"));
}

fn main() {
    through_c();
    weak_ones();
    owners();
}
