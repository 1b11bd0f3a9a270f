// SPDX-License-Identifier: MIT
// A number becomes a pointer by a cast; nothing was ever exposed at that address.

fn main() {
    let wild = 0x4c as *const u16;
    let value = unsafe { *wild }; //~ ub: attempting to access 2 bytes, but got 0x4c[wildcard] which is a dangling pointer (it has no provenance)
    assert_eq!(value, 1);
}
