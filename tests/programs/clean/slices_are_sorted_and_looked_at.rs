// SPDX-License-Identifier: MIT
//
// Sorting, which is stable, windows, and the ends of a slice.

fn main() {
    let mut numbers = [5, -3, 9, 0, 2, 2, -8];
    numbers.sort();
    println!("{numbers:?}");
    numbers.sort_by(|left, right| right.cmp(left));
    println!("{numbers:?}");
    let mut words = vec!["pear", "fig", "apple", "plum", "kiwi", "date"];
    words.sort_by_key(|word| word.len());
    println!("{words:?}");
    words.sort_unstable();
    println!("{words:?}");
    let mut owned: Vec<String> = words.iter().rev().map(|word| word.to_string()).collect();
    owned.sort();
    println!("{}", owned.iter().zip(words.iter()).all(|(left, right)| left == right));
    println!("{:?}", numbers.windows(2).map(|pair| pair[0] - pair[1]).collect::<Vec<_>>());
    for number in numbers.iter_mut().rev() {
        *number += 1;
    }
    if let Some(last) = numbers.last_mut() {
        *last = 100;
    }
    println!("{:?}", numbers.split_first());
    println!("{:?}", numbers.first_mut());
    println!("{:?}", numbers[..0].last_mut());
}
