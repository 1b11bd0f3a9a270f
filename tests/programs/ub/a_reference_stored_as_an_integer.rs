// SPDX-License-Identifier: MIT
// The bytes of a reference were replaced by a number; reading the field makes the reference.

struct Link<'a> {
    target: &'a u32,
}

fn main() {
    let number = 6;
    let mut link = Link { target: &number };
    assert_eq!(*link.target, 6);
    unsafe { (&raw mut link.target).cast::<usize>().write(0x1000) };
    let target = link.target; //~ ub: encountered a dangling reference (0x1000[noalloc] has no provenance)
    assert_eq!(*target, 6);
}
