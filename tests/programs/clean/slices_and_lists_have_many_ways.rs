// SPDX-License-Identifier: MIT
//
// Less common ways to take slices apart, change them in place, and grow and shrink lists.

fn slices() {
    let mut numbers: [i32; 7] = [1, 2, 3, 4, 5, 6, 7];
    for pair in numbers.chunks_exact_mut(2) {
        pair.swap(0, 1);
    }
    println!("{numbers:?}");
    if let Some((last, front)) = numbers.split_last() {
        println!("{last} after {front:?}");
    }
    if let Some((first, rest)) = numbers.split_first_mut() {
        *first += 100;
        rest[0] -= 100;
    }
    println!("{numbers:?}");
    numbers.copy_within(..3, 4);
    println!("{numbers:?}");
    let mut other = [0; 7];
    other.clone_from_slice(&numbers);
    let mut count = 0;
    numbers.fill_with(|| {
        count += 3;
        count
    });
    numbers.swap_with_slice(&mut other);
    println!("{numbers:?} {other:?}");
    numbers.sort_unstable_by_key(|number| number.abs());
    println!("{numbers:?}");
    println!("{:?}", other.binary_search_by(|number| number.cmp(&10)));
    println!("{:?}", other.binary_search_by_key(&36, |number| number * 2));
    let boxed: Box<[i32]> = Box::new([9, 8, 7]);
    println!("{:?}", boxed.into_vec());
}

fn lists() {
    let mut list = vec![1, 1, 2, 3, 3, 3, 4];
    list.dedup_by(|left, right| left == right);
    list.retain_mut(|number| {
        *number *= 10;
        *number != 20
    });
    println!("{list:?}");
    list.extend_from_within(1..);
    let mut next = 0;
    list.resize_with(7, || {
        next -= 1;
        next
    });
    println!("{list:?} {:?} {:?}", list.iter().size_hint(), list.clone().into_iter().size_hint());
    println!("{:?} {:?}", list.pop_if(|last| *last < 0), list.pop_if(|last| *last > 0));
    list.shrink_to(4);
    println!("{list:?} {}", list.capacity() >= list.len());
}

fn iterators() {
    let words = ["pear", "fig", "banana", "kiwi"];
    println!("{:?}", words.iter().max_by_key(|word| word.len()));
    println!("{:?}", words.iter().min_by(|left, right| right.cmp(left)));
    println!("{:?}", std::iter::repeat_n("ab", 3).collect::<String>());
    println!("{}", (1..=5).rfold(0, |sum, number| sum * 2 + number));
    println!("{:?} {:?}", (1..=9).nth_back(2), (0..9).size_hint());
    let mut seed = 1;
    let powers: Vec<u32> = std::iter::repeat_with(|| {
        seed *= 3;
        seed
    })
    .take(4)
    .collect();
    println!("{powers:?}");
    let mut numbers = (1..10).peekable();
    if let Some(first) = numbers.peek_mut() {
        *first = 7;
    }
    println!("{:?} {:?}", numbers.next_if(|number| *number > 5), numbers.next_if_eq(&9));
    let mut seen = 0;
    let result: Result<(), i32> = (1..).try_for_each(|number| {
        seen += number;
        if number < 4 { Ok(()) } else { Err(number) }
    });
    println!("{result:?} {seen} {:?}", (0..2).fuse().last());
}

fn main() {
    slices();
    lists();
    iterators();
}
