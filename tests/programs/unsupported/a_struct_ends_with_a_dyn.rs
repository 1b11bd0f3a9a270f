// SPDX-License-Identifier: MIT
// Where the last field of such a struct lies depends on the value that is there.
use std::fmt::Display;

struct Labelled<T: ?Sized> {
    label: u8,
    value: T,
}

fn show(labelled: &Labelled<dyn Display>) {
    println!("{} {}", labelled.label, &labelled.value);
}

fn main() {
    show(&Labelled { label: 1, value: 5u32 }); //~ unsupported: ends with a `dyn`
}
