// An impl may name its type by an alias.
type Number = i32;
type Pair<T> = (T, T);

trait Total {
    fn total(&self) -> i32;
}

impl Total for Number {
    fn total(&self) -> i32 {
        *self
    }
}

impl<T: Total> Total for Option<T> {
    fn total(&self) -> i32 {
        match self {
            Some(value) => value.total(),
            None => 0,
        }
    }
}

impl<T: Total> Total for Pair<T> {
    fn total(&self) -> i32 {
        self.0.total() + self.1.total()
    }
}

fn main() {
    let pair: Pair<Option<i32>> = (Some(1), None);
    assert!(pair.total() == 1 && (2, 3).total() == 5);
}
