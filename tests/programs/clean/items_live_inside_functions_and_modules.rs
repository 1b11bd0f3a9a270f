// SPDX-License-Identifier: MIT
// Functions, constants and statics inside functions, methods and modules, some of the same name; also
// beside a function of std that is called by its full path. A text of short names names them by their
// last name where they are defined, and by more where they are used.

mod tools {
    pub const WIDTH: usize = 3;

    pub fn swap(value: i32) -> i32 {
        -value
    }

    pub mod signs {
        pub fn pick<T>(first: T, _second: T) -> T {
            fn same<U>(value: U) -> U {
                value
            }
            let function = same::<T> as fn(T) -> T;
            function(first)
        }
    }
}

struct Pair(u8, u8);

impl Pair {
    fn sum(&self) -> u8 {
        const BIAS: u8 = 100;
        fn add(left: u8, right: u8) -> u8 {
            const EXTRA: &u8 = &7;
            left + right + *EXTRA
        }
        add(self.0, self.1) + BIAS
    }
}

fn doubled() -> i32 {
    const COUNT: i32 = 2;
    static mut TOTAL: i32 = 5;
    fn step(by: i32) -> i32 {
        by * COUNT
    }
    unsafe {
        TOTAL = step(TOTAL);
        TOTAL
    }
}

fn shifted() -> i32 {
    const COUNT: i32 = 7;
    const TABLE: [&i32; 2] = [&20, &30];
    fn step(by: &i32) -> i32 {
        *by + COUNT
    }
    step(TABLE[1])
}

fn swap() -> i32 {
    9
}

fn is(value: i32, expected: i32) {
    assert_eq!(value, expected);
}

fn main() {
    is(doubled() + doubled(), 30);
    is(shifted(), 37);
    is(tools::WIDTH as i32, 3);
    is(Pair(1, 2).sum() as i32, 110);

    let (mut left, mut right) = (1, 2);
    std::mem::swap(&mut left, &mut right);
    is(tools::swap(left) + right + swap(), 8);

    let function: fn(i32, i32) -> i32 = tools::signs::pick::<i32>;
    is(function(4, 5), 4);
    let closure = |value: i32| value + 1;
    is(tools::signs::pick(closure, closure)(6), 7);
    let pointer: fn(i32) -> i32 = |value| value * 2;
    is(pointer(8), 16);
}
