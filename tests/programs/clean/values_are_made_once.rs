// SPDX-License-Identifier: MIT
//
// What is made when it is first asked for, and then stays.

use std::cell::{LazyCell, OnceCell};
use std::sync::{LazyLock, Once, OnceLock};

static BEGIN: Once = Once::new();
static NAME: OnceLock<String> = OnceLock::new();
static SQUARES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    println!("squares are made");
    (1..5).map(|n| n * n).collect()
});
static BYTE: LazyLock<u8> = LazyLock::new(byte);

fn byte() -> u8 {
    7
}

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("{} is dropped", self.0);
    }
}

fn name() -> &'static str {
    NAME.get_or_init(|| {
        println!("the name is made");
        "Ada".to_string()
    })
}

fn locks() {
    let mut lock = OnceLock::new();
    println!("{:?} {:?} {:?}", lock, lock.get(), lock.set(5));
    println!("{:?} {:?} {:?}", lock, lock.get(), lock.set(6));
    if let Some(value) = lock.get_mut() {
        *value += 1;
    }
    println!("{} {}", lock == OnceLock::from(6), lock == OnceLock::new());
    println!("{:?} {:?} {:?}", lock.clone(), lock.take(), lock.take());
    println!("{:?} {:?}", OnceLock::<i8>::default().into_inner(), OnceLock::from(1).into_inner());
    let loud = OnceLock::new();
    loud.get_or_init(|| Loud("lock"));
    println!("{} {}", size_of::<OnceLock<u8>>(), size_of::<LazyLock<u64>>());
}

fn cells() {
    let mut cell = OnceCell::new();
    println!("{:?} {:?} {:?}", cell, cell.get(), cell.set(5));
    println!("{:?} {} {:?}", cell, cell.get_or_init(|| 9), cell.set(6));
    if let Some(value) = cell.get_mut() {
        *value += 1;
    }
    println!("{} {}", cell == OnceCell::from(6), cell == OnceCell::new());
    println!("{:?} {:?} {:?}", cell.clone(), cell.take(), cell.get_or_init(|| 8));
    println!("{:?} {:?}", OnceCell::<i8>::default().into_inner(), OnceCell::from(1).into_inner());
    let loud = OnceCell::new();
    println!("{}", loud.get_or_init(|| Loud("cell")).0.len());
}

fn lazy_values() {
    let start = String::from("made of ");
    let cell = LazyCell::new(|| start + "this");
    println!("{cell:?} {} {cell:?}", cell.len());
    println!("{}", LazyCell::force(&cell));
    let lock = LazyLock::new(|| Loud("lazy"));
    println!("{}", LazyLock::force(&lock).0);
    let never: LazyLock<Loud> = LazyLock::new(|| Loud("never"));
    drop(never);
}

fn main() {
    println!("{} {:?}", BEGIN.is_completed(), BEGIN);
    for _ in 0..2 {
        BEGIN.call_once(|| println!("once"));
    }
    let again = Once::new();
    again.call_once_force(|state| println!("forced {}", state.is_poisoned()));
    println!("{} {}", BEGIN.is_completed(), again.is_completed());
    println!("{} {}", name(), name().len());
    println!("{:?} {} {}", *BYTE, SQUARES[2], SQUARES.len());
    println!("{:?}", *SQUARES);
    locks();
    cells();
    lazy_values();
}
