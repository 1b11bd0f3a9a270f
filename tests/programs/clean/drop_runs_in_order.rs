// SPDX-License-Identifier: MIT
// What dropping runs: fields in order, elements, the variant that is there, the contents of boxes
// and vectors; nothing for what was forgotten, moved or wrapped in ManuallyDrop.

use std::mem::ManuallyDrop;

struct Digit {
    value: i32,
    log: *mut i32,
}

impl Drop for Digit {
    fn drop(&mut self) {
        unsafe { *self.log = *self.log * 10 + self.value };
    }
}

struct Two {
    first: Digit,
    second: Box<Digit>,
}

enum Either {
    Empty,
    Full(Digit, i64),
}

fn expect(log: *mut i32, value: i32) {
    assert_eq!(unsafe { *log }, value);
    unsafe { *log = 0 };
}

fn main() {
    let mut memory = 0;
    let log = &raw mut memory;
    let digit = |value| Digit { value, log };

    {
        let two = Two { first: digit(1), second: Box::new(digit(2)) };
        assert_eq!(two.first.value + two.second.value, 3);
    }
    expect(log, 12);

    drop([digit(3), digit(4), digit(5)]);
    expect(log, 345);

    let full = Either::Full(digit(6), 1);
    if let Either::Full(inner, number) = &full {
        assert_eq!(inner.value as i64 + *number, 7);
    }
    drop(full);
    drop(Either::Empty);
    drop(Some(digit(7)));
    expect(log, 67);

    let mut list = vec![digit(1), digit(2)];
    list.push(digit(3));
    assert_eq!(list[2].value, 3);
    drop(list);
    expect(log, 123);

    let mut assigned = digit(8);
    assigned.value += 1;
    assigned = digit(assigned.value - 4);
    expect(log, 9);
    let old = std::mem::replace(&mut assigned, digit(6));
    drop(old);
    drop(assigned);
    expect(log, 56);

    std::mem::forget(digit(1));
    let kept = ManuallyDrop::new(digit(2));
    assert_eq!(kept.value, 2);
    let by_value = digit(7);
    let closure = move || {
        let whole = &by_value;
        whole.value
    };
    assert_eq!(closure(), 7);
    expect(log, 0);
    drop(closure);
    expect(log, 7);
}
