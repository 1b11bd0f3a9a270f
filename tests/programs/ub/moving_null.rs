// SPDX-License-Identifier: MIT
// Null can only be moved by nothing.

fn main() {
    let null = std::ptr::null::<u64>();
    let _next = unsafe { null.add(1) }; //~ ub: attempting to offset pointer by 8 bytes, but got null pointer
}
