// SPDX-License-Identifier: MIT
// Statics of collections, which airlock makes of other parts than std does.

use std::collections::*;
use std::sync::Mutex;
static A: Mutex<BTreeMap<u8, u8>> = Mutex::new(BTreeMap::new());
static B: Mutex<VecDeque<u8>> = Mutex::new(VecDeque::new());
static C: Mutex<Option<HashMap<u8, u8>>> = Mutex::new(None);
static D: Mutex<BinaryHeap<u8>> = Mutex::new(BinaryHeap::new());
static E: Mutex<std::ops::RangeInclusive<u8>> = Mutex::new(1..=5);
static F: Mutex<std::time::Duration> = Mutex::new(std::time::Duration::from_secs(5));
fn main() {
    A.lock().unwrap().insert(1, 2);
    println!("{:?}", A.lock().unwrap());
    B.lock().unwrap().push_back(2);
    println!("{:?}", B.lock().unwrap());
    println!("{:?}", C.lock().unwrap());
    D.lock().unwrap().push(2);
    println!("{:?}", D.lock().unwrap().pop());
    println!("{:?} {:?}", E.lock().unwrap(), F.lock().unwrap());
    A.lock().unwrap().clear();
    B.lock().unwrap().clear();
}
