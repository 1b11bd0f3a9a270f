// SPDX-License-Identifier: MIT
//
// Clone and == of ranges of each kind; what was walked through is not what it was.

fn show<T: Clone + PartialEq + std::fmt::Debug>(range: T, other: T) {
    println!("{:?} {} {}", range.clone(), range == range.clone(), range != other);
}

fn main() {
    show(1..4, 1..5);
    show(1.., 2..);
    show(..4, ..5);
    show(..=4, ..=4);
    show('a'..='c', 'b'..='c');
    let mut walked = 1..=2;
    walked.next();
    walked.next();
    println!("{:?} {} {}", walked.clone(), walked == (2..=2), walked.is_empty());
}
