// SPDX-License-Identifier: MIT
//
// Cow of a text and of a list, Borrow and ToOwned.

use std::borrow::{Borrow, BorrowMut, Cow};
use std::ffi::{CStr, CString};

fn length<T: Borrow<str>>(text: T) -> usize {
    text.borrow().len()
}

fn first<T: Borrow<i32> + ?Sized>(number: &T) -> i32 {
    *number.borrow()
}

fn raise<T: BorrowMut<i32>>(mut number: T) -> i32 {
    *number.borrow_mut() += 1;
    *number.borrow()
}

fn without_blanks(text: &str) -> Cow<'_, str> {
    if text.contains(' ') {
        Cow::Owned(text.replace(' ', ""))
    } else {
        Cow::Borrowed(text)
    }
}

fn kind<T: ToOwned + ?Sized>(value: &Cow<'_, T>) -> &'static str {
    match value {
        Cow::Borrowed(_) => "borrowed",
        Cow::Owned(_) => "owned",
    }
}

fn main() {
    let (plain, changed) = (without_blanks("plain"), without_blanks("a b c"));
    println!("{} {} {plain:?} {changed}", kind(&plain), kind(&changed));
    println!("{} {}", plain == changed, plain == plain.clone());
    println!("{} {} {}", plain == *"plain", changed == "abc", changed.clone() == "ab");
    let text: &str = changed.as_ref();
    println!("{text} {}", Borrow::<str>::borrow(&changed).len());
    println!("{}", String::from(plain.clone()) + &String::from(changed));

    let name = "name".to_string();
    let views = [Cow::from(&name), Cow::from(name.clone())];
    println!("{} {}", kind(&views[0]), kind(&views[1]));
    let numbers = [Cow::from(&[1, 2][..]), Cow::from(vec![3])];
    println!("{} {} {numbers:?}", kind(&numbers[0]), kind(&numbers[1]));
    println!("{:?} {:?}", numbers[0].clone().into_owned(), [5, 6][..].to_owned());

    let mut number = 7;
    println!("{} {}", length("four"), length(name));
    println!("{} {}", first(&7), 5.to_owned());
    println!("{} {}", raise(number), first::<&mut i32>(&&mut number));
    println!("{} {}", first(&Box::new(8)), raise(&mut number));
    println!("{number}");

    let c_name = CString::new("see").unwrap();
    let borrowed: &CStr = c_name.borrow();
    println!("{borrowed:?}");
}
