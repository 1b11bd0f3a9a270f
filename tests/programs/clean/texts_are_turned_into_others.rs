// SPDX-License-Identifier: MIT
//
// Strings from other values and back, their parts, and what is looked for in them.

use std::str::FromStr;

fn main() {
    let mut text = String::from('x');
    text.reserve(10);
    text.push_str("yz");
    println!("{text} {} {text}", text.split_off(1));
    text.shrink_to_fit();
    println!("{} {}", String::from(&text), String::from(text.clone().as_mut_str()));
    let boxed: Box<str> = text.clone().into();
    println!("{} {}", boxed.clone(), String::from(boxed));
    let bytes: &[u8] = text.as_ref();
    println!("{bytes:?} {}", *"x" == text);
    let leaked = text.leak();
    println!("{:?} {leaked}", String::from_str("same"));
    drop(unsafe { Box::from_raw(leaked) });

    let (left, right) = "añb".split_at(3);
    println!("{left} {right} {}", unsafe { "añb".get_unchecked(1..3) });
    let mut letters = "abc".to_string();
    unsafe { letters.as_bytes_mut()[0] = b'A' };
    println!("{letters}");

    let mut chars = "añb".char_indices();
    chars.next();
    println!("{} {} {:?}", chars.as_str(), chars.offset(), chars.clone().next());
    let (chars, bytes) = ("añb".chars(), "ab".bytes());
    println!("{} {}", chars.clone().count() + chars.count(), bytes.clone().count() + bytes.count());

    let prefix = "pre".to_string();
    println!("{:?} {:?}", "prefix".strip_prefix(&prefix), "fixpre".strip_suffix(&prefix));
    println!("{:?} {:?}", "prefix".strip_prefix(&"pre"), "fixpre".strip_suffix(&"pre"));
    println!("{:?} {:?}", "prefix".find(&prefix), "prefix".find(&"fix"));
    println!("{:?} {:?}", "prefix".find(&"f"), "prefix".rfind(&"xx"));
    println!("{:?}", "a-b.c".split(&['-', '.']).collect::<Vec<&str>>());
}
