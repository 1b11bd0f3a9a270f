// SPDX-License-Identifier: MIT
// Indexing an array is checked, and ends in a panic, not in undefined behaviour.

extern "C" {
    fn index_of(values: &[i32; 3], wanted: i32) -> usize;
}

fn main() {
    let values = [10, 20, 30];
    let index = unsafe { index_of(&values, 20) };
    assert_eq!(values[index], 20);
    let index = unsafe { index_of(&values, 40) };
    assert_eq!(values[index], 40); //~ panic: out of bounds
}
