// SPDX-License-Identifier: MIT
// A static that is not mutable stays so behind a cast.

static LIMIT: i32 = 3;

extern "C" {
    fn get(limit: *const i32) -> i32;
}

fn main() {
    let limit = &LIMIT as *const i32 as *mut i32;
    assert_eq!(unsafe { get(limit) }, 3);
    unsafe { limit.write(4) }; //~ ub: read-only
    assert_eq!(LIMIT, 4);
}
