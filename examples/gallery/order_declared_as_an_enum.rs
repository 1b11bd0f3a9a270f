// SPDX-License-Identifier: MIT
//
// C's comparisons answer any negative or positive number; the declaration promises three values.

#[repr(i32)]
#[derive(PartialEq)]
#[allow(dead_code)]
enum Order {
    Less = -1,
    Equal = 0,
    Greater = 1,
}

extern "C" {
    fn compare_versions(left: u32, right: u32) -> Order; // int compare_versions(..);
}

fn main() {
    let order = unsafe { compare_versions(14, 12) }; //~ ub: invalid value of type Order
    println!("newer: {}", order == Order::Greater);
}
