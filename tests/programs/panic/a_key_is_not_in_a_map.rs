// Indexing asks for a key that is there.
use std::collections::BTreeMap;

fn main() {
    let map = BTreeMap::from([("a", 1), ("b", 2)]);
    println!("{}", map["a"]);
    println!("{}", map["c"]); //~ panic: no entry found for key
}
