// Lists that are sorted, searched, cut into pieces, joined, and changed in the middle.
fn main() {
    let mut v = vec![4, 2, 9, 2, 7];
    v.sort_unstable_by(|a, b| b.cmp(a));
    println!("{v:?}");
    v.sort();
    println!("{:?} {:?}", v.binary_search(&7), v.binary_search(&5));
    v.dedup();
    println!("{v:?}");
    let d: Vec<i32> = v.drain(1..3).collect();
    println!("{d:?} {v:?}");
    v.extend_from_slice(&[1, 2, 3]);
    v.extend(vec![8, 8].iter());
    v.extend([5].into_iter());
    println!("{v:?}");
    v.retain(|x| *x != 8);
    v.swap(0, 1);
    v.rotate_left(1);
    println!("{v:?} {:?}", v.iter().rev().collect::<Vec<_>>());
    for x in v.iter_mut() {
        *x *= 2;
    }
    for c in v.chunks_exact(2) {
        print!("{c:?}");
    }
    println!();
    for c in v.chunks_mut(2) {
        c.reverse();
    }
    println!("{v:?} {:?}", v.split_first());
    println!("{} {}", v.starts_with(&[4]), v.ends_with(&[2]));
    println!("{:?}", v.split_off(2));
    let mut a = [0u8; 8];
    a[2..5].copy_from_slice(&[1, 2, 3]);
    a[5..].fill(9);
    println!("{a:?} {:?}", a.iter().position(|&x| x == 9));
    println!("{:?}", [[1, 2], [3, 4]].concat());
    println!("{:?}", ["a", "b", "c"].join("/"));
    println!("{}", ["x", "y"].concat());
    println!("{:?}", [1, 2, 3, 0, 4, 5].split(|x| *x == 0).collect::<Vec<_>>());
    println!("{:?} {:?}", a.first(), a.last());
    println!("{:?}", [3, 1, 2].repeat(2));
    println!("{:?}", a.get(1..3));
    println!("{:?}", a.get(..20));
    let b: Box<[i32]> = vec![1, 2].into_boxed_slice();
    println!("{:?} {}", b, b.len());
    let arr: [i32; 2] = b.as_ref().try_into().unwrap();
    println!("{arr:?}");
    let mut w = vec!["b".to_string(), "a".to_string()];
    w.sort();
    println!("{w:?}");
    w.sort_by_key(|s| std::cmp::Reverse(s.clone()));
    println!("{w:?} {}", w.contains(&"a".to_string()));
    w.insert(1, "z".into());
    w.dedup_by_key(|s| s.len());
    println!("{w:?}");
    println!("{:?}", v.iter().max().unwrap());
    let mut fl = vec![2.5, -1.0, 9.0];
    fl.sort_by(|a, b| a.partial_cmp(b).unwrap());
    println!("{fl:?}");
    fl.sort_by(f64::total_cmp);
    let [x, y, z] = [1, 2, 3].map(|x| x * 2);
    println!("{x}{y}{z}");
    println!("{:?}", v.splice(0..1, [7, 7]).collect::<Vec<_>>());
    println!("{:?}", vec![1, 2] < vec![1, 3]);
    println!("{:?}", v.partition_point(|x| *x < 8));
    println!("{:?}", v.rchunks(2).next());
    println!("{:?}", v.select_nth_unstable(0).1);
}
