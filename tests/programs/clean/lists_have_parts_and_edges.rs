// SPDX-License-Identifier: MIT
//
// Parts of slices by each kind of range, and functions of slices, arrays and vectors that are rare.

fn main() {
    let mut list = [5, 1, 4, 2, 3];
    println!("{:?} {:?} {:?}", &list[1..], &list[..], &list[..=2]);
    println!("{:?} {:?} {:?}", list.get(4..), list.get(..).is_some(), list.get(6..));
    println!("{:?} {:?}", list.get(1..=2), list.get(..=5));
    println!("{:?} {:?}", list.get(..=usize::MAX), list.get(2..=usize::MAX));
    let mut range = 1..=1;
    range.next();
    println!("{:?} {:?}", list.get(range.clone()), &list[range]);
    list.as_mut_slice()[1..].swap(0, 1);
    list[3..].sort();
    list[..].swap(0, 1);
    list[1..=2].reverse();
    list[..=0][0] += 1;
    println!("{list:?} {} {}", list.is_sorted(), [1, 2, 2].is_sorted());
    list.rotate_right(2);
    println!("{list:?} {:?}", list.strip_prefix(&[list[0]]));
    println!("{:?} {:?}", list.strip_suffix(&[5][..]), list.strip_prefix(&[7; 7]));

    let mut items = list.iter();
    println!("{:?} {:?}", items.nth(1), items.as_slice());
    println!("{:?}", list.chunks_exact(2).remainder());
    println!("{:?}", [[1, 2], [3, 4]].join(&0));
    println!("{:?} {:?}", list.as_slice().len(), list.as_mut_slice().first());
    let pointer: *const i32 = &list[0];
    println!("{:?}", unsafe { pointer.as_ref() });
    let place = std::ptr::NonNull::from(&list[0]);
    println!("{}", place.clone() == place);

    let boxed: Box<[i32]> = vec![1, 2].into();
    let again: Box<[i32]> = Box::from(&list[..2]);
    println!("{boxed:?} {again:?} {:?}", boxed.clone());
    println!("{:?} {:?}", Vec::from(boxed), Vec::from([1, 2]));
    println!("{:?} {:?}", Vec::from(&[3, 4]), <[i32; 2]>::try_from(vec![5, 6]));
    println!("{:?}", <[i32; 2]>::try_from(vec![5, 6, 7]));
    println!("{:?}", <&[i32; 2]>::try_from(&list[..2]));
    let parts: (&[i32], Box<str>) = (list.as_ref(), Box::from("text"));
    println!("{:?} {}", parts.0.len(), parts.1.clone());
    let mut changed: &mut [i32] = list.as_mut();
    changed[0] = 9;
    let behind: &mut [i32] = (&mut changed).as_mut();
    println!("{behind:?}");
}
