// SPDX-License-Identifier: MIT
// unwrap of None panics with the text of std.

fn find(values: &[i32], wanted: i32) -> Option<usize> {
    for index in 0..values.len() {
        if values[index] == wanted {
            return Some(index);
        }
    }
    None
}

fn main() {
    assert_eq!(find(&[1, 2], 2).unwrap(), 1);
    find(&[1, 2], 3).unwrap(); //~ panic: called `Option::unwrap()` on a `None` value
}
