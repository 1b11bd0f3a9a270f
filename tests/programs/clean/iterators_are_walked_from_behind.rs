// SPDX-License-Identifier: MIT
//
// next_back of each iterator and adapter: one element from the front, the others from behind.

use std::iter;

fn show<T: std::fmt::Debug>(mut items: impl DoubleEndedIterator<Item = T>) {
    print!("{:?};", items.next());
    while let Some(item) = items.next_back() {
        print!(" {item:?}");
    }
    println!();
}

fn main() {
    let list = [1, 2, 3, 4, 5];
    let items = || list.iter();
    show(0..4);
    show(items().map(|item| item * 2));
    show(items().cloned());
    show(items().enumerate());
    show(items().filter(|item| **item % 2 == 1));
    show(items().chain([7, 8].iter()));
    show(items().zip("abcd".bytes()));
    show(items().skip(2));
    show(items().take(3));
    show(items().rev());
    show(items().filter_map(|item| (item % 2 == 0).then_some(item * 10)));
    show([[1, 2], [3, 4]].iter().flatten());
    show([1, 2].iter().flat_map(|item| vec![*item; 2]));
    show(iter::once(1));
    show(Some(1).into_iter());
    show(Some(1).iter());
    show(list.windows(2));
    show(list.chunks(2));
    show("ab".bytes());
    show("a,b,c".split(','));
    show("a,b,c,".split_terminator(','));
    show("one\ntwo\r\nthree".lines());
    show(" one  two three".split_whitespace());
    show("añb".to_string().drain(..));
    show(vec![1, 2, 3, 4].drain(1..));
    show(vec![1, 2, 3].into_iter());
    println!("{:?} {:?}", items().rfind(|item| **item < 4), (0..3).rfind(|item| *item > 5));
    let empty: Option<u8> = iter::empty().next();
    println!("{empty:?} {:?}", iter::zip([1, 2], ["a", "b"]).collect::<Vec<_>>());
}
