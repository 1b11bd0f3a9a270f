// `expect` says what was missing.
fn main() {
    let found = ["a", "b"].iter().position(|x| *x == "c");
    println!("{}", found.expect("no such letter")); //~ panic: no such letter
}
