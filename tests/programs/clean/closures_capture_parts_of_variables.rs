// A closure captures fields, not variables: several of one struct, each in its own way.
struct Inner {
    text: String,
    pair: (u32, String),
    flag: bool,
}

struct Holder<'a, T> {
    inner: &'a mut Inner,
    items: Vec<T>,
    count: u32,
}

impl<T: Copy> Holder<'_, T> {
    fn work(&mut self, item: T) -> usize {
        let mut step = |by: u32| {
            self.inner.pair.0 += by;
            self.count += 1;
            self.items.push(item);
            self.inner.text.len() + self.items.len()
        };
        step(2);
        step(3)
    }
}

fn inner() -> Inner {
    Inner { text: String::from("one"), pair: (1, String::from("two")), flag: true }
}

fn main() {
    let moved = inner();
    let offset = 5;
    let by_value = move || moved.text.len() + moved.pair.1.len() + usize::from(moved.flag) + offset;
    assert_eq!(by_value(), 12);

    let mut changed = inner();
    let mut by_reference = || {
        changed.text.push('!');
        changed.flag = !changed.flag;
        changed.pair.0 += offset as u32;
    };
    by_reference();
    by_reference();
    assert_eq!((changed.text.as_str(), changed.flag, changed.pair.0), ("one!!", true, 11));

    let mut holder = Holder { inner: &mut changed, items: vec![1.5], count: 0 };
    assert_eq!(holder.work(2.5), 8);
    assert_eq!((holder.count, holder.inner.pair.0), (2, 16));

    let both = (String::from("left"), String::from("right"));
    let once = || {
        let left = both.0;
        left + &both.1
    };
    println!("{}", once());
}
