// One trait for references, boxes, arrays, tuples, closures and `dyn` of another trait.
trait Weight {
    fn weight(&self) -> i32;
}

trait Source {
    fn produce(&self) -> i32;
}

struct Doubled<'a, T: ?Sized>(&'a T);

impl<'a, T: Weight + ?Sized> Source for Doubled<'a, T> {
    fn produce(&self) -> i32 {
        self.0.weight() * 2
    }
}

impl<F: Fn() -> i32> Source for F {
    fn produce(&self) -> i32 {
        self()
    }
}

impl Weight for i32 {
    fn weight(&self) -> i32 {
        *self
    }
}

impl<T: Weight + ?Sized> Weight for &T {
    fn weight(&self) -> i32 {
        (**self).weight() + 1
    }
}

impl<T: Weight + ?Sized> Weight for Box<T> {
    fn weight(&self) -> i32 {
        (**self).weight() + 10
    }
}

impl<T: Weight, const N: usize> Weight for [T; N] {
    fn weight(&self) -> i32 {
        let mut sum = 0;
        let mut i = 0;
        while i < N {
            sum += self[i].weight();
            i += 1;
        }
        sum
    }
}

impl<T: Weight, U: Weight> Weight for (T, U) {
    fn weight(&self) -> i32 {
        self.0.weight() + self.1.weight()
    }
}

impl Weight for dyn Source {
    fn weight(&self) -> i32 {
        self.produce() * 100
    }
}

fn main() {
    let three = 3;
    let plain: &dyn Weight = &three;
    assert!(Doubled(&three).produce() == 6 && Doubled(plain).produce() == 6);
    assert!((&plain).weight() == 4);
    let boxed: Box<dyn Weight> = Box::new(5);
    assert!(boxed.weight() == 15);
    assert!([1, 2, 3].weight() == 6 && (1, [&2, &3]).weight() == 8);
    let nine = || 9;
    let source: &dyn Source = &nine;
    assert!(source.produce() == 9 && source.weight() == 900);
}
