// A table of words, counted in a map and measured by C.
use std::collections::HashMap;
use std::ffi::CString;
use std::os::raw::c_char;
extern "C" {
    fn strlen(s: *const c_char) -> usize;
}
fn main() {
    let text = "the quick brown fox jumps over the lazy dog. The dog sleeps; the fox runs.";
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    let mut list: Vec<(&String, &usize)> = counts.iter().collect();
    list.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    for (word, count) in list.iter().take(5) {
        let c = CString::new(word.as_str()).unwrap();
        println!("{:<10} {:>3} {}", word, count, unsafe { strlen(c.as_ptr()) });
    }
    println!("{}", counts.contains_key("fox"));
    println!("{:?}", counts.get("nothing"));
}
