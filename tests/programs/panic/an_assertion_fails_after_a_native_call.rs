// SPDX-License-Identifier: MIT
// C answers something else than Rust expects.

extern "C" {
    fn answer() -> i32;
}

fn main() {
    let answer = unsafe { answer() };
    assert_eq!(answer, 42); //~ panic: assertion
}
