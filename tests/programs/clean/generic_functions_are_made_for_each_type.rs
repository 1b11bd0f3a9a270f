// SPDX-License-Identifier: MIT
// Generic functions, methods of generic impls and const parameters, each with several arguments.

mod shapes {
    pub struct Pair<T> {
        pub left: T,
        pub right: T,
    }

    impl<T: Copy> Pair<T> {
        pub fn new(left: T, right: T) -> Pair<T> {
            Pair { left, right }
        }

        pub fn swapped(&self) -> Pair<T> {
            Pair::new(self.right, self.left)
        }

        pub fn map<U>(self, function: fn(T) -> U) -> Pair<U> {
            Pair { left: function(self.left), right: function(self.right) }
        }
    }
}

fn same<T>(value: T) -> T {
    value
}

fn pick<T: Copy, const N: usize>(values: &[T; N], index: usize) -> (T, usize) {
    (values[index], N)
}

fn constant<T>(_: T) -> &'static i32 {
    &42
}

fn tenfold(value: i32) -> i64 {
    value as i64 * 10
}

fn check(condition: bool) {
    assert!(condition);
}

fn main() {
    check(same(5) == 5);
    check(*same(&7u8) == 7);
    let pair = shapes::Pair::new(1, 2).swapped();
    check(pair.left == 2);
    check(pair.right == 1);
    check(pick(&[1u8, 2, 3], 1).0 == 2);
    check(pick(&[1u64, 2], 1).1 == 2);
    check(*constant(same('x')) == 42);
    let function: fn(i64) -> i64 = same::<i64>;
    check(function(9) == 9);
    check(pair.map(tenfold).left == 20);
}
