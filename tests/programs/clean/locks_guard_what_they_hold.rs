// SPDX-License-Identifier: MIT
//
// Locks that nobody else holds, and what is told of those that are held.

use std::collections::HashMap;
use std::sync::{Arc, LockResult, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};

static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static TABLE: RwLock<Option<HashMap<u32, i64>>> = RwLock::new(None);

struct Shared {
    count: Mutex<u8>,
    total: RwLock<i64>,
}

fn taken(lock: &Mutex<u8>) -> LockResult<MutexGuard<'_, u8>> {
    lock.lock()
}

fn one_writer() {
    let lock = Mutex::new(7);
    {
        let mut held = taken(&lock).unwrap();
        *held += 1;
        println!("{held} {held:?} {lock:?} {}", lock.try_lock().is_err());
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => println!("held"),
            _ => println!("free"),
        }
        println!("{} {:?}", lock.try_lock().unwrap_err(), lock.try_lock().unwrap_err());
    }
    println!("{:?} {:#?} {}", lock.try_lock().unwrap(), lock, lock.is_poisoned());
    lock.clear_poison();
    let mut lock = lock;
    *lock.get_mut().unwrap() = 40;
    println!("{}", lock.into_inner().unwrap());
    println!("{:?} {:?}", Mutex::<i8>::default(), Mutex::from("text"));
    println!("{} {}", size_of::<Mutex<u8>>(), size_of::<MutexGuard<'_, u8>>());
}

fn many_readers() {
    let lock = RwLock::new(String::from("a"));
    {
        let (one, two) = (lock.read().unwrap(), lock.read().unwrap());
        println!("{one} {two:?} {} {}", one.len(), lock.try_write().is_err());
        println!("{:?} {}", lock.try_read(), lock.try_write().unwrap_err());
    }
    {
        let mut written = lock.write().unwrap();
        written.push('b');
        println!("{written} {written:?} {} {:?}", written.len(), lock);
        println!("{:?}", lock.try_read().unwrap_err());
    }
    lock.try_write().unwrap().push('c');
    println!("{:?} {}", lock, lock.is_poisoned());
    lock.clear_poison();
    let mut lock = lock;
    lock.get_mut().unwrap().push('d');
    println!("{}", lock.into_inner().unwrap());
    println!("{:?} {:?}", RwLock::<bool>::default(), RwLock::from(1));
}

fn errors() {
    let mut error = PoisonError::new(5);
    *error.get_mut() += 1;
    println!("{} {error} {error:?}", error.get_ref());
    let other: TryLockError<i32> = TryLockError::Poisoned(PoisonError::new(1));
    println!("{other} {other:?}");
    println!("{}", error.into_inner());
}

fn main() {
    NAMES.lock().unwrap().push("first".to_string());
    NAMES.lock().unwrap().push("second".to_string());
    println!("{:?}", NAMES.lock().unwrap().join(" "));
    TABLE.write().unwrap().get_or_insert_with(HashMap::new).insert(4, -4);
    println!("{:?}", TABLE.read().unwrap().as_ref().and_then(|table| table.get(&4)));
    let shared = Arc::new(Shared { count: Mutex::new(0), total: RwLock::new(0) });
    for i in 1..=3 {
        let shared = Arc::clone(&shared);
        *shared.count.lock().unwrap() += 1;
        *shared.total.write().unwrap() += i;
    }
    println!("{} {}", shared.count.lock().unwrap(), shared.total.read().unwrap());
    one_writer();
    many_readers();
    errors();
    NAMES.lock().unwrap().clear();
    *TABLE.write().unwrap() = None;
}
