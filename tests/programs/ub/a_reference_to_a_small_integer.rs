// SPDX-License-Identifier: MIT
// A reference must point to its value when it is made, before anything is read through it.

fn main() {
    let wild = 0x18 as *const u64;
    let reference = unsafe { &*wild }; //~ ub: encountered a dangling reference (0x18[wildcard] has no provenance)
    assert_eq!(*reference, 1);
}
