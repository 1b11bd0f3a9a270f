// SPDX-License-Identifier: MIT
// The block that owns the local has ended when C gets to know its address and Rust reads it.

extern "C" {
    fn ignore(pointer: *const i32);
}

fn main() {
    let escaped: *const i32;
    {
        let local = 7;
        escaped = &local;
    }
    unsafe { ignore(escaped) };
    let value = unsafe { *escaped }; //~ ub: has been freed
    assert_eq!(value, 7);
}
