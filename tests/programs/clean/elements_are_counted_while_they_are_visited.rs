// SPDX-License-Identifier: MIT
// `enumerate` gives the index beside each item of a slice, a vector and a range.

fn main() {
    let mut sum = 0;
    for (index, &value) in [5, 6, 7].iter().enumerate() {
        assert_eq!(value, 5 + index);
        sum += index;
    }
    for (index, item) in vec!['a', 'b'].iter().enumerate() {
        sum += 10 * index + (*item == 'b') as usize;
    }
    for (index, number) in (100..103).enumerate() {
        assert_eq!(number, 100 + index);
        sum += number;
    }
    assert_eq!(sum, 3 + 11 + 303);
}
