// Functions of std, and what constructs a value, passed to functions and kept in pointers.
#[derive(Debug, PartialEq)]
struct W(i32);
#[allow(dead_code)]
#[derive(Debug)]
enum E {
    A(i32),
    B,
}
fn main() {
    println!("{:?}", [1, 2].iter().copied().map(Some).collect::<Vec<_>>());
    println!("{:?}", [1, 2].into_iter().map(W).collect::<Vec<_>>());
    println!("{:?}", [1, 2].into_iter().map(E::A).collect::<Vec<_>>());
    println!("{:?}", ["a", "b"].into_iter().map(String::from).collect::<Vec<_>>());
    println!("{:?}", ["a", "b"].iter().map(ToString::to_string).collect::<Vec<_>>());
    println!("{:?}", [1i32, -2].into_iter().map(i32::abs).collect::<Vec<_>>());
    println!("{:?}", [1, 2].into_iter().map(Box::new).collect::<Vec<_>>());
    println!("{:?}", ["a", "bcd"].iter().map(|s| s.len()).max());
    println!("{:?}", ["a", "bcd"].into_iter().map(str::len).max());
    println!("{:?}", [1.5, 2.5].into_iter().fold(f64::MIN, f64::max));
    assert_eq!(W(1).0, 1);
    let f: fn(i32) -> i32 = i32::abs;
    println!("{}", f(-4));
    let g: fn(i32) -> Option<i32> = Some;
    println!("{:?} {:?}", g(1), E::B);
    vec![String::from("x")].into_iter().for_each(drop);
    let o: Option<Vec<i32>> = None;
    println!("{:?}", o.unwrap_or_else(Vec::new));
    println!("{:?}", Some(3u8).map(u32::from).map(Into::<u64>::into));
}
