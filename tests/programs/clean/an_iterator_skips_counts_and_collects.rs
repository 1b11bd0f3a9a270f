// What is left out of a range, which element is the n-th, and a list of the rest.
fn main() {
    let rest: Vec<i32> = (10..16).skip(2).collect();
    assert!(rest.len() == 4 && rest[0] == 12 && rest[3] == 15);
    let mut numbers = 3..9;
    assert!(matches!(numbers.nth(1), Some(4)));
    assert!(matches!(numbers.next(), Some(5)));
    assert!(numbers.nth(7).is_none() && numbers.next().is_none());
    assert!((0..5).skip(9).next().is_none() && (0..5).skip(2).count() == 3);
    assert!(matches!((2..7).last(), Some(6)) && (2..2).last().is_none());
    for (index, value) in [7u8, 8, 9].iter().enumerate().skip(1) {
        println!("{index}: {value}");
    }
    let text = Some(String::from("deep"));
    assert!(matches!(text.as_deref(), Some("deep")));
    assert!(None::<String>.as_deref().is_none());
}
