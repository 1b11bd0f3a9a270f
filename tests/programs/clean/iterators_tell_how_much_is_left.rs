// SPDX-License-Identifier: MIT
//
// size_hint of each iterator and adapter, before and after an element was taken.

use std::iter;

fn show<I: Iterator>(mut items: I) {
    let before = items.size_hint();
    items.next();
    println!("{before:?} {:?}", items.size_hint());
}

struct Unknown(u8);

impl Iterator for Unknown {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        self.0.checked_sub(1).map(|less| std::mem::replace(&mut self.0, less))
    }
}

fn main() {
    let list = [1, 2, 3, 4, 5];
    let items = || list.iter();
    show([1, 2, 3].into_iter());
    show(Unknown(3));
    show(items().enumerate());
    show(items().rev());
    show(items().map(|item| item + 1));
    show(items().cloned());
    show(items().copied());
    show(&mut items());
    show(Box::new(items()));
    show(items().filter_map(|item| (*item > 2).then_some(item)));
    show([vec![1, 2], vec![3, 4]].iter().flatten());
    show(items().flat_map(|item| vec![*item; 2]));
    show(items().skip_while(|item| **item < 2));
    show(items().map_while(|item| (*item < 3).then_some(item)));
    show(items().scan(0, |sum, item| {
        *sum += item;
        Some(*sum)
    }));
    show(items().inspect(|_| ()));
    let mut peeked = items().peekable();
    peeked.peek();
    show(peeked);
    show(items().peekable());
    show(items().fuse());
    show(iter::repeat(1));
    show(iter::repeat_n(1, 3));
    show(iter::repeat_with(|| 1));
    show(iter::once(1));
    show(iter::empty::<u8>());
    show(iter::successors(Some(1), |item| Some(item + 1)));
    show(Some(1).into_iter());
    show(vec![1, 2].iter_mut());
    show(list.windows(2));
    show(list.chunks(2));
    show(list.chunks_exact(2));
    show("añb".chars());
    show("añb".char_indices());
    show("añb".bytes());
    show("añb".to_string().drain(..));
    show(vec![1, 2, 3].drain(1..));
    println!("{:?}", (&mut items() as &mut dyn Iterator<Item = &i32>).size_hint());
}
