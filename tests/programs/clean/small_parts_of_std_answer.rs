// SPDX-License-Identifier: MIT
//
// Orders, hashes, durations, borrowed and owned text, options and results, cells and shared values.
use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::{BufRead, Cursor, Read};
use std::rc::Rc;
use std::time::Duration;

fn orders() {
    let order = 1.cmp(&2);
    println!("{} {} {}", order.is_eq(), order.is_ne(), order.is_lt());
    println!("{} {} {}", order.is_gt(), order.is_le(), order.is_ge());
    println!("{:?}", Ordering::Equal.then_with(|| "b".cmp("a")));
}

fn hashes() {
    let mut hasher = DefaultHasher::new();
    hasher.write_u8(1);
    hasher.write_u16(2);
    hasher.write_u32(3);
    hasher.write_u64(4);
    hasher.write_usize(5);
    hasher.write_i64(-6);
    hasher.write_u128(7);
    [8u16, 9].hash(&mut hasher);
    println!("{:x}", hasher.finish());
}

fn durations() {
    let time = Duration::from_micros(1_234_567);
    println!("{} {} {}", time.as_micros(), time.as_nanos(), time.subsec_millis());
    println!("{} {} {time:?}", time.subsec_micros(), time.as_secs_f32());
}

fn shout(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut text = text;
    if text.contains('?') {
        text.to_mut().push('!');
    }
    text
}

fn texts() {
    println!("{} {}", shout(Cow::Borrowed("so")), shout(Cow::Borrowed("so?")));
    println!("{}", shout(Cow::from("what?")).into_owned());
}

fn options() {
    let mut name = Some(String::from("max"));
    if let Some(text) = name.as_deref_mut() {
        text.make_ascii_uppercase();
    }
    println!("{name:?} {:?}", name.iter().size_hint());
    let mut none: Option<u32> = None;
    *none.get_or_insert_default() += 4;
    let (good, bad): (Result<u8, String>, Result<u8, String>) = (Ok(3), Err("no".to_string()));
    println!("{none:?} {} {:?}", good.is_ok_and(|value| value > 2), bad.expect_err("it is bad"));
}

fn shared() {
    let cell = RefCell::new(1);
    let held = cell.borrow_mut();
    println!("{} {}", cell.try_borrow().is_err(), cell.try_borrow_mut().is_err());
    drop(held);
    let shared = Rc::new(vec![1, 2]);
    let copy = Rc::unwrap_or_clone(Rc::clone(&shared));
    println!("{copy:?} {:?} {:?}", shared, Rc::unwrap_or_clone(Rc::new(5)));
}

fn reading() {
    let mut input = Cursor::new(b"one;two;three".to_vec());
    let mut part = Vec::new();
    let count = input.read_until(b';', &mut part).unwrap();
    println!("{count} {:?} {}", std::str::from_utf8(&part), input.get_ref().len());
    input.set_position(8);
    let mut rest = Vec::new();
    println!("{:?} {:?}", input.read_to_end(&mut rest).unwrap(), String::from_utf8(rest));
}

fn main() {
    orders();
    hashes();
    durations();
    texts();
    options();
    shared();
    reading();
}
