// SPDX-License-Identifier: MIT
// A function of std that airlock has no model of is named.

fn main() {
    let count = std::thread::available_parallelism().map_or(1, |count| count.get()); //~ unsupported: available_parallelism
    assert!(count > 0);
}
