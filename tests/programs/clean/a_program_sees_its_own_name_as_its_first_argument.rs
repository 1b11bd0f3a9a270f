// Nobody gives these programs arguments; tests/cli/source does.
fn main() {
    assert!(std::env::args().len() == 1);
    let words: Vec<String> = std::env::args().collect();
    assert!(words.len() == 1 && !words[0].is_empty());
    assert!(std::env::args().nth(1).is_none());
    let mut backwards = std::env::args();
    assert!(backwards.next_back().is_some_and(|word| word == words[0]));
    assert!(backwards.next().is_none());
    for argument in std::env::args().skip(1) {
        println!("{argument}");
    }
}
