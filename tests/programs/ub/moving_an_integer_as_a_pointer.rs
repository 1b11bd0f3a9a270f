// SPDX-License-Identifier: MIT
// A pointer that is only a number has no allocation to stay in.

fn main() {
    let number = 0x30 as *const u8;
    let _next = unsafe { number.offset(6) }; //~ ub: attempting to offset pointer by 6 bytes, but got 0x30[wildcard] which is a dangling pointer (it has no provenance)
}
