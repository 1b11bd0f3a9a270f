// SPDX-License-Identifier: MIT
// Slices: made of raw parts, indexed by numbers and ranges, walked by iterators.

use std::slice;

fn same(left: i32, right: i32) {
    assert_eq!(left, right);
}

fn walk(values: &[i32]) -> i32 {
    let mut total = 0;
    for value in values {
        total = total * 10 + *value;
    }
    for value in values.iter() {
        total += *value;
    }
    total
}

fn ranges(values: &[i32]) {
    same(walk(&values[1..3]), 23 + 5);
    same(walk(&values[2..]), 34 + 7);
    same(walk(&values[..2]), 12 + 3);
    same(walk(&values[..=0]), 1 + 1);
    same(walk(&values[1..=2]), 23 + 5);
    same(walk(&values[..]), 1234 + 10);
    let mut total = 0;
    for index in 0..values.len() {
        total += values[index];
    }
    for index in (0..=2).rev() {
        total = total * 2 + values[index];
    }
    same(total, ((10 * 2 + 3) * 2 + 2) * 2 + 1);
}

fn main() {
    let mut array = [1, 2, 3, 4];
    ranges(&array);
    same(walk(&array[1..2]), 2 + 2);
    array[1..3][0] = 7;
    let pointer = array.as_mut_ptr();
    let part = unsafe { slice::from_raw_parts(pointer.add(1), 2) };
    same(unsafe { *part.get_unchecked(0) } + unsafe { *part.as_ptr().add(1) }, 10);
    let part = unsafe { slice::from_raw_parts_mut(pointer, 3) };
    unsafe { *part.get_unchecked_mut(2) = 8 };
    unsafe { *part.as_mut_ptr() = 9 };
    for value in part.iter_mut() {
        *value += 1;
    }
    for value in &mut array[2..] {
        *value += 100;
    }
    same(array[0] + array[1] + array[2] + array[3], 10 + 8 + 109 + 104);
    for value in array {
        same(value / 200, 0);
    }
    same(part_length(&array) as i32, 4);
}

fn part_length(part: &[i32]) -> usize {
    if part.is_empty() {
        0
    } else {
        part.len()
    }
}
