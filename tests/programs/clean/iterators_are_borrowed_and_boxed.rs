// Iterators behind references and boxes, of the program's own types too.
struct Stack<T> {
    items: Vec<T>,
}
impl<'a, T> IntoIterator for &'a mut Stack<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}
impl<'a, T> IntoIterator for &'a Stack<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}
impl<T> IntoIterator for Stack<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}
struct Count(u32);
impl Iterator for Count {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        self.0 += 1;
        if self.0 < 6 {
            Some(self.0)
        } else {
            None
        }
    }
}
fn total(it: &mut dyn Iterator<Item = u32>) -> u32 {
    let mut t = 0;
    for x in it {
        t += x;
    }
    t
}
fn boxed(n: u32) -> Box<dyn Iterator<Item = u32>> {
    if n == 0 {
        Box::new(Count(0))
    } else {
        Box::new(std::iter::once(n))
    }
}
fn each<I: IntoIterator<Item = u32>>(i: I) -> u32 {
    i.into_iter().sum()
}
fn imp(n: u32) -> impl Iterator<Item = u32> {
    (0..n).map(|x| x * 2)
}
fn main() {
    let mut s = Stack { items: vec![1, 2, 3] };
    for x in &mut s {
        *x += 1;
    }
    for x in &s {
        print!("{x} ");
    }
    for x in s {
        print!("{x} ");
    }
    let mut v = vec![1, 2];
    for x in &mut v {
        *x *= 3;
    }
    println!("{v:?}");
    let mut a = [1, 2];
    for x in &mut a {
        *x *= 3;
    }
    for x in a.iter_mut() {
        *x += 1;
    }
    println!("{a:?}");
    let mut c = Count(0);
    for x in &mut c {
        if x == 2 {
            break;
        }
    }
    for x in c.by_ref().take(1) {
        println!("{x}");
    }
    println!("{:?}", c.next());
    println!("{}", total(&mut Count(0)));
    println!("{}", boxed(0).map(|x| x + 1).sum::<u32>() + boxed(7).sum::<u32>());
    for x in boxed(0) {
        print!("{x},");
    }
    println!("{} {} {}", each(vec![1, 2]), each(Count(0)), each(Some(4)));
    println!("{:?}", imp(4).collect::<Vec<_>>());
    let mut it = "a b c".split(' ');
    let first = it.next().unwrap();
    let rest: Vec<&str> = it.by_ref().collect();
    println!("{first} {rest:?}");
    let mut chars = "12ab".chars().peekable();
    let mut n = 0;
    while let Some(d) = chars.peek().and_then(|c| c.to_digit(10)) {
        n = n * 10 + d;
        chars.next();
    }
    println!("{n} {}", chars.collect::<String>());
}
