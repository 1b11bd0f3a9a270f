// SPDX-License-Identifier: MIT
//
// Display, Debug and other traits of std::fmt implemented by the program, in every place that they
// are called from.

use std::fmt::{self, Write};

struct Point {
    x: i32,
    y: f64,
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "<{}; {:.1}>", self.x, self.y)
    }
}

struct Wrapper<T>(T);

impl<T: fmt::Display> fmt::Display for Wrapper<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        self.0.fmt(f)?;
        f.write_char(']')
    }
}

struct Mask(u32);

impl fmt::LowerHex for Mask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::LowerHex::fmt(&self.0, f)
    }
}

struct Name(&'static str);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (f.alternate(), f.width(), f.precision()) {
            (true, _, _) => write!(f, "name {:?}", self.0),
            (_, Some(width), Some(precision)) => write!(f, "{width} by {precision}"),
            _ => f.pad(self.0),
        }
    }
}

struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("begun")?;
        Err(fmt::Error)
    }
}

fn show(value: &dyn fmt::Display) -> String {
    format!("{value:>5}")
}

fn main() {
    let point = Point { x: 3, y: 2.25 };
    println!("{point} {}", point.to_string());
    println!("{} {:4} {:<4}|", Wrapper(7), Wrapper(7), Wrapper("ab"));
    println!("{} {}", Wrapper(Wrapper(&point)), Wrapper(Box::new(1.5)));
    println!("{:x} {:#010x}", Mask(255), Mask(255));
    println!(
        "{:>6}|{:-^6}|{:.2}|{:#}|{:5.3}|",
        Name("abc"),
        Name("abc"),
        Name("abc"),
        Name("abc"),
        Name("abc")
    );
    println!("{} {} {}", show(&5), show(&point), show(&"x"));
    let mixed: Vec<Box<dyn fmt::Display>> = vec![Box::new(1), Box::new("two"), Box::new(point)];
    for value in mixed.iter() {
        print!("{value} ");
    }
    println!();
    let mut text = String::new();
    write!(text, "{}-{}", 1, Name("n")).unwrap();
    println!("{text}, {}", write!(text, "{Broken}").is_err());
}
