// SPDX-License-Identifier: MIT
//
// C's qsort compares with a function in Rust, which reads the array that is being sorted; structs go
// to callbacks and come back by value, in registers and in memory.

#[repr(C)]
#[derive(Clone, Copy)]
struct Point {
    x: i32,
    y: i32,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Big {
    values: [i64; 4],
}

extern "C" {
    fn sort_words(
        words: *mut i64,
        count: usize,
        compare: extern "C" fn(*const i64, *const i64) -> i32,
    );
    fn map_point(function: extern "C" fn(Point) -> Point, point: Point) -> Point;
    fn map_big(function: extern "C" fn(Big, i32) -> Big, big: Big) -> Big;
}

static mut COMPARISONS: u32 = 0;

extern "C" fn descending(left: *const i64, right: *const i64) -> i32 {
    unsafe {
        COMPARISONS += 1;
        (*left < *right) as i32 - (*left > *right) as i32
    }
}

extern "C" fn swapped(point: Point) -> Point {
    Point { x: point.y, y: point.x }
}

extern "C" fn scaled(big: Big, factor: i32) -> Big {
    let mut result = big;
    let mut index = 0;
    while index < 4 {
        result.values[index] *= factor as i64;
        index += 1;
    }
    result
}

fn main() {
    let mut words = [3, -1, 44, 7, 0, 7, 1000, -50];
    unsafe {
        sort_words(words.as_mut_ptr(), words.len(), descending);
        assert!(COMPARISONS >= 7);
        let point = map_point(swapped, Point { x: 1, y: 2 });
        assert!(point.x == 2 && point.y == 1);
        let big = map_big(scaled, Big { values: [1, 2, 3, 4] });
        assert!(big.values[0] == 2 && big.values[3] == 8);
    }
    assert!(words[0] == 1000 && words[7] == -50);
    let mut index = 1;
    while index < words.len() {
        assert!(words[index - 1] >= words[index]);
        index += 1;
    }
}
