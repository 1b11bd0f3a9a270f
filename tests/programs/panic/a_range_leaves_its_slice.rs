// SPDX-License-Identifier: MIT
// A range that ends behind a vector's last element panics with the text of std.

fn main() {
    let values = vec![1, 2, 3];
    let end = values.len() + 2;
    let part = &values[1..end]; //~ panic: range end index 5 out of range for slice of length 3
    assert_eq!(part.len(), 4);
}
