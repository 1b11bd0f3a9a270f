// SPDX-License-Identifier: MIT
// Each level makes a native call and descends further; the depth of the stack has a limit.

#![allow(unconditional_recursion)]

extern "C" {
    fn deeper(depth: u64) -> u64;
}

fn descend(depth: u64) -> u64 {
    let depth = unsafe { deeper(depth) };
    descend(depth) //~ limit
}

fn main() {
    assert_eq!(descend(0), 1);
}
