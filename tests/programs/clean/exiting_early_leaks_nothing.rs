// SPDX-License-Identifier: MIT
//~ status: 9
// A program that ends by exit has nothing to free: it ends in the middle of its work.

fn main() {
    let mut numbers = vec![1, 2, 3];
    numbers.push(3);
    std::mem::forget(Box::new(4));
    std::process::exit(numbers[0] + numbers[2] + numbers[3] + 2);
}
