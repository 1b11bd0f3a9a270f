// Queues, maps, sets and heaps, by the functions that programs use most.
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
fn main() {
    let mut q = VecDeque::new();
    q.push_back(1);
    q.push_back(2);
    q.push_front(0);
    println!("{:?} {:?} {:?}", q, q.front(), q.back());
    while let Some(x) = q.pop_front() {
        print!("{x} ");
    }
    println!("{}", q.is_empty());
    let mut m = BTreeMap::new();
    for (i, w) in ["x", "y", "x", "z"].iter().enumerate() {
        m.entry(*w).or_insert_with(Vec::new).push(i);
    }
    println!("{m:?} {:?}", m.first_key_value());
    println!(
        "{:?} {:?}",
        m.keys().collect::<Vec<_>>(),
        m.values().map(|v| v.len()).collect::<Vec<_>>()
    );
    for (_, v) in m.iter_mut() {
        v.push(100);
    }
    println!("{:?} {}", m.remove("x"), m.len());
    println!("{:?}", m.range("y"..).next());
    let s: BTreeSet<i32> = [3, 1, 2, 3].into_iter().collect();
    println!("{s:?} {}", s.contains(&2));
    let t: BTreeSet<i32> = BTreeSet::from([2, 3, 4]);
    println!("{:?} {:?}", s.intersection(&t).collect::<Vec<_>>(), s.union(&t).collect::<Vec<_>>());
    println!("{:?}", &s - &t);
    let h: HashSet<&str> = HashSet::from(["a", "b"]);
    println!("{} {}", h.len(), h.contains("a"));
    let mut hm: HashMap<u32, f64> = (0..3).map(|i| (i, i as f64 / 2.0)).collect();
    hm.insert(7, 1.0);
    println!("{:?}", hm.get(&1));
    println!("{:?} {}", hm.insert(7, 2.0), hm.len());
    println!("{}", hm[&7]);
    if let Some(v) = hm.get_mut(&2) {
        *v += 10.0;
    }
    let mut keys: Vec<_> = hm.keys().copied().collect();
    keys.sort();
    println!("{keys:?} {:?}", hm.remove(&0));
    let mut heap = BinaryHeap::new();
    for x in [3, 1, 4, 1, 5] {
        heap.push(x);
    }
    print!("{:?} ", heap.peek());
    while let Some(x) = heap.pop() {
        print!("{x} ");
    }
    println!();
    let v: Vec<i32> = heap.into_sorted_vec();
    println!("{v:?}");
    let mut heap2: BinaryHeap<std::cmp::Reverse<(u32, &str)>> = BinaryHeap::new();
    heap2.push(std::cmp::Reverse((5, "e")));
    heap2.push(std::cmp::Reverse((2, "b")));
    if let Some(std::cmp::Reverse((d, n))) = heap2.pop() {
        println!("{d}{n}");
    }
    let m2: BTreeMap<String, i32> = BTreeMap::from([("k".to_string(), 1)]);
    println!("{m2:#?}");
    println!("{:?}", m2.get("k").copied().unwrap_or_default());
    println!("{:?}", m2.into_iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>());
    *hm.entry(9).or_default() += 1.5;
    hm.retain(|k, _| *k > 1);
    let mut all: Vec<_> = hm.into_iter().collect();
    all.sort_by(|a, b| a.partial_cmp(b).unwrap());
    println!("{all:?}");
    q.extend([1, 2, 3]);
    q.rotate_left(1);
    q[0] = 9;
    println!("{:?} {:?} {}", q, q.iter().rev().collect::<Vec<_>>(), q.contains(&3));
    println!("{:?}", q.into_iter().collect::<Vec<_>>());
}
