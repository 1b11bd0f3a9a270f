// SPDX-License-Identifier: MIT
//
// A range that includes the greatest index is not the empty one.

fn main() {
    let list = [1, 2, 3];
    let last = std::hint::black_box(usize::MAX);
    println!("{:?}", &list[..=last]); //~ panic: range end index 18446744073709551615 out of range
}
