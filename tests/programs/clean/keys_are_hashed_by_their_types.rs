// Maps that hash their keys, by std's hasher or one of the program, and the hash that std's gives.
use std::collections::hash_map::Entry;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};
#[derive(Default)]
struct Fnv(u64);
impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, b: &[u8]) {
        for x in b {
            self.0 = (self.0 ^ *x as u64).wrapping_mul(0x100000001b3);
        }
    }
}
#[derive(PartialEq, Eq, Hash, Debug, Clone)]
enum Key {
    A,
    B(u8),
    C { s: String },
}
fn main() {
    let mut m: HashMap<u32, u32> = HashMap::new();
    for i in 0..200 {
        m.insert(i * 7, i);
    }
    for i in 0..100 {
        assert_eq!(m.remove(&(i * 14)), Some(i * 2));
    }
    println!("{} {:?} {:?}", m.len(), m.get(&7), m.get(&14));
    m.retain(|k, _| k % 3 == 0);
    println!("{}", m.len());
    let mut keys: Vec<_> = m.keys().collect();
    keys.sort();
    println!("{keys:?}");
    match m.entry(7 * 3) {
        Entry::Occupied(mut e) => {
            *e.get_mut() += 1;
            println!("{}", e.remove());
        }
        Entry::Vacant(_) => println!("none"),
    }
    if let Entry::Vacant(v) = m.entry(5) {
        v.insert(9);
    }
    println!("{}", m[&5]);
    m.entry(5).and_modify(|x| *x += 1).or_insert(0);
    println!("{:?}", m.get(&5));
    let mut f: HashMap<&str, i32, BuildHasherDefault<Fnv>> = HashMap::default();
    f.insert("a", 1);
    f.insert("b", 2);
    println!("{:?} {}", f.get("a"), f.len());
    let mut h = std::collections::hash_map::DefaultHasher::new();
    Key::C { s: "x".into() }.hash(&mut h);
    42u8.hash(&mut h);
    (1u16, 'c', "text").hash(&mut h);
    vec![1, 2, 3].hash(&mut h);
    Some(5i64).hash(&mut h);
    Key::B(3).hash(&mut h);
    [1u8; 3].hash(&mut h);
    println!("{:x}", h.finish());
    let mut e: HashMap<Key, Vec<i32>> = HashMap::with_capacity(10);
    e.entry(Key::A).or_default().push(1);
    e.entry(Key::B(1)).or_default().push(2);
    e.entry(Key::A).or_default().push(3);
    println!("{:?} {:?}", e[&Key::A], e.contains_key(&Key::C { s: String::new() }));
    let g = e.clone();
    println!("{}", g == e);
    for (_, v) in e.iter_mut() {
        v.clear();
    }
    println!("{}", g == e);
    let total: i32 = g.values().flatten().sum();
    println!("{total}");
    let s: std::collections::hash_map::RandomState = Default::default();
    let _ = s.hash_one(3);
    let mut all: Vec<(Key, Vec<i32>)> = g.into_iter().collect();
    all.sort_by_key(|x| x.1.clone());
    println!("{all:?}");
    let one: HashMap<_, _> = [("k", 1)].into_iter().collect();
    println!("{one:?} {one:#?}");
    let two = HashMap::from([(1, 'a')]);
    println!("{two:?}");
}
