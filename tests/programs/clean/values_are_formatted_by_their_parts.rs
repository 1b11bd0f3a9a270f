// Formats with all their options, and what writes itself by its parts.
use std::fmt;
use std::fmt::Write as _;
struct P {
    x: i32,
    y: f64,
}
impl fmt::Debug for P {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("P").field("x", &self.x).field("y", &self.y).finish()
    }
}
struct M(Vec<(String, i32)>);
impl fmt::Debug for M {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(k, v)| (k, v))).finish()
    }
}
struct S(Vec<i32>);
impl fmt::Debug for S {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_set().entries(&self.0).finish()
    }
}
struct N(i32);
impl fmt::Display for N {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad_integral(self.0 >= 0, "", &self.0.abs().to_string())
    }
}
impl fmt::LowerHex for N {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::LowerHex::fmt(&self.0, f)
    }
}
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
struct D {
    a: Option<Vec<u8>>,
    b: (i32, String),
    c: [bool; 2],
}
#[allow(dead_code)]
#[derive(Debug)]
enum E {
    A,
    B(i32, char),
    C { z: Box<i32> },
}
#[derive(Debug)]
struct U;
fn main() {
    println!("{:?} {:#?}", P { x: 1, y: 2.0 }, P { x: 1, y: 2.5 });
    println!("{:?} {:#?}", M(vec![("a".into(), 1)]), M(vec![("a".into(), 1), ("b".into(), 2)]));
    println!("{:?} {:#?}", S(vec![1, 2]), S(vec![]));
    println!("{:+} {:5} {:<5}| {:x}", N(3), N(-4), N(5), N(255));
    let d = D { a: Some(vec![1, 2]), b: (-1, "q\"".into()), c: [true, false] };
    println!("{d:?}\n{d:#?}");
    println!("{:?} {:?} {:?} {:?}", E::A, E::B(1, 'x'), E::C { z: Box::new(4) }, U);
    println!("{:e} {:E} {:e}", 1234.5f64, 0.00012f32, 100);
    println!("{:08.3} {:+.2} {:10.1e}|", 3.14159, 2.0, 12345.678);
    println!("{:#x} {:#010b} {:#o} {:X}", 255, 5, 8, 0xabcu32);
    println!("{:>8} {:^8} {:*<8} {:.2}", "ab", "cd", "ef", "ghijk");
    println!("{0} {1} {0} {name}", 1, 2, name = "n");
    let w = 7;
    let p = 2;
    println!("{:w$.p$} {:>1$} {:.*}", 1.23456, 6, 3, 9.87654321);
    let items: Vec<&dyn fmt::Debug> = vec![&1, &"a", &Some(2.5)];
    println!("{items:?}");
    let mut out = String::new();
    write!(out, "{}-{:03}", "a", 7).unwrap();
    writeln!(out, "!").unwrap();
    print!("{out}");
    println!("{:?} {:?}", f64::NAN, -0.0);
    println!("{} {} {:?} {:?}", 1e21, 1.0e-7, 1e16, 0.1 + 0.2);
    println!("{:?} {:?}", i128::MIN, u128::MAX);
    println!("{:?}", ((), (1,), (1, "a", 'b')));
    println!("{:5}|{:<5}|{:^5}|{:>5}", true, 'c', 'd', "é");
    println!("{:?} {:?}", "tab\t\u{1f600}\u{0}", '\'');
    println!("{:02x?} {:#x?}", [10, 255], vec![1]);
    println!("{}", format_args!("{} {}", 1, 2));
    assert!(d < D { c: [true, true], ..d.clone() }, "message {}", 1);
    println!("{:?}", std::cmp::Ordering::Less);
    println!("{:?} {:?} {:?}", 0..3, 1..=2, ..);
    println!("{:?}", Some(&d).map(|d| &d.b.1));
    println!(
        "{:>10}|{:<10}|{:^10}",
        format!("{}", N(1)),
        format!("{:?}", E::A),
        Some(1).map_or("none".to_string(), |x| x.to_string())
    );
    println!("{{}} {:?}", std::mem::size_of::<D>());
    println!("{:10?}|{:<10?}", Some(1), "a");
    println!("{:p}", std::ptr::null::<u8>());
    let name = "width";
    println!("{name:>10}{name:?}{:1$}", 5, 8);
}
