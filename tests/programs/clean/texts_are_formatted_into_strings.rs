// SPDX-License-Identifier: MIT
// `format!` gives a String, which is compared, printed, extended and dropped.

fn main() {
    let count = 3;
    let mut text = format!("{count} of {:>4}{}", 12, '!');
    assert_eq!(text, "3 of   12!");
    assert_eq!(text.len(), 10);
    assert_eq!(text.as_bytes()[9], b'!');
    println!("{text} {text:?} {}", format!("<{text}>"));
    let mut other = String::new();
    assert!(other.is_empty() && other != text);
    other.push_str(&text);
    text.push_str("?");
    other.push_str("?");
    assert_eq!(other, text);
}
