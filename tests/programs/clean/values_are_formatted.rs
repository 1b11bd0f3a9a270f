// SPDX-License-Identifier: MIT
// Numbers, text, pointers, lists and derived Debug, in the formats of println! and format!.

#[allow(dead_code)]
#[derive(Debug, Clone)]
struct Point {
    x: i32,
    y: f64,
}

#[derive(Debug)]
struct Unit;

#[allow(dead_code)]
#[derive(Debug)]
struct Wrapper(u8, &'static str);

#[allow(dead_code)]
#[derive(Debug)]
enum Shape {
    Empty,
    Dot(Point),
    Line { from: Point, to: Option<Box<Point>> },
}

fn numbers() {
    println!("{} {:?} {:5}|{:<5}|{:^5}|{:>5}|{:*^7}|{:05}", 1, -2, 3, 4, 5, 6, 7, -8);
    println!("{:x} {:X} {:#x} {:#o} {:#b} {:#06x} {:+}", 255, 255u8, 255, 8, 5, 10, 7);
    println!("{} {:?} {:.2} {:8.3}|{:08.2}", 1.5, 2.0, 3.25159, -2.5f32, -1.5);
}

fn text() {
    println!("{:?} {:>4}|{:-<4}|{:.2}| {} {:?}", "a\"b\n", "ab", "cd", "xyz", 'q', '\'');
    println!("{0} {1} {0} {name}", true, "one", name = 'n');
    let width = 6;
    println!("{:width$}|{:>1$}|{:.*}", 12, 5, 3, 1.0);
    let owned = String::from("owned");
    eprint!("");
    println!("{owned} {:?} {}", owned, format!("{}-{}", 1, owned));
}

fn compound() {
    let point = Point { x: 1, y: -0.5 };
    let line = Shape::Line { from: point.clone(), to: Some(Box::new(Point { x: 2, y: 0.0 })) };
    println!("{:?} {:?} {:?} {:?}", point, Unit, Wrapper(1, "w"), Shape::Empty);
    println!("{:?}", line);
    println!("{:#?}", line);
    println!("{:#?} {:#?}", Shape::Dot(point), Unit);
    println!("{:?} {:?} {:?}", [1, 2], (1, "a", 'c'), ());
    println!("{:?} {:?}", Some(3), None::<u8>);
    println!("{:?} {:?}", vec![1u8, 2], &[Some("x")][..]);
    println!("{:#?} {:#?}", vec![(1, 2)], [0u8; 0]);
    println!("{:?}", Ok::<i32, String>(4));
}

fn main() {
    numbers();
    text();
    compound();
    println!("{:p} {:?}", std::ptr::without_provenance::<u8>(16), std::ptr::null::<u8>());
}
