// SPDX-License-Identifier: MIT
// A variant with bytes keeps its tag, though nobody can make it.
#[allow(dead_code)]
#[derive(Clone, Copy)]
enum Never {}

#[repr(u8)]
#[allow(dead_code)]
#[derive(Clone, Copy)]
enum Answer {
    Yes(u8),
    Impossible(u8, Never),
}

fn main() {
    let bytes: [u8; 2] = [1, 0];
    let answer = unsafe { *(&raw const bytes as *const Answer) }; //~ ub: encountered 0x01, but expected the tag of a variant that can be there
    let _ = answer;
}
