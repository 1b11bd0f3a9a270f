// Which letters belong together is known up to U+00FF.
fn main() {
    println!("{}", "straße".to_uppercase());
    println!("{}", "λ".to_uppercase()); //~ unsupported: `char::to_uppercase` beyond U+00FF
}
