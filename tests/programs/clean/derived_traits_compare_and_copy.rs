// `#[derive(..)]` on structs and enums, with what their fields' types say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Point {
    x: i32,
    y: u8,
}

#[derive(Clone, PartialEq, PartialOrd)]
enum Tree<T> {
    Leaf,
    Value(T),
    Inner { list: Vec<T>, rest: Option<T> },
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Count {
    #[default]
    One,
    Two,
    Three,
}

#[derive(Clone, PartialEq, Default)]
struct Group<T> {
    array: [T; 3],
    boxed: Box<T>,
    pair: (T, Option<T>),
    flag: bool,
}

fn greatest<T: PartialOrd + Clone>(values: &[T]) -> T {
    let mut best = values[0].clone();
    let mut i = 1;
    while i < values.len() {
        if values[i] > best {
            best = values[i].clone();
        }
        i += 1;
    }
    best
}

fn main() {
    let point = Point { x: 1, y: 2 };
    let copy = point.clone();
    assert!(point == copy && point != Point::default());
    assert!(point > Point { x: 1, y: 1 } && point <= copy);
    assert!(point.max(Point { x: 5, y: 0 }).x == 5);

    let tree = Tree::Inner { list: vec![1, 2], rest: Some(3) };
    assert!(tree == tree.clone() && Tree::Value(1) < tree);
    assert!(Tree::<i32>::Leaf != Tree::Value(0) && Tree::Value(2) > Tree::Value(1));
    assert!(Count::default() == Count::One && Count::Two < Count::Three);

    let mut group = Group::<u16>::default();
    let before = group.clone();
    *group.boxed = 4;
    assert!(group != before && before.array[2] == 0 && before.pair.1.is_none() && !before.flag);

    assert!(greatest(&[3, 9, 4]) == 9);
    assert!(greatest(&[(1, 2.0), (1, 3.0)]).1 == 3.0);
    assert!(vec![1, 2] == [1, 2] && Some((1, 'x')) == Some((1, 'x')) && "ab" < "ac");
}
