// SPDX-License-Identifier: MIT
// The length of a slice counts elements, not bytes.

extern "C" {
    fn numbers(count: usize) -> *mut i32;
    fn discard(made: *mut i32);
}

fn main() {
    let made = unsafe { numbers(4) };
    let all = unsafe { std::slice::from_raw_parts(made, 4) };
    assert!(all[3] == 3);
    let more = unsafe { std::slice::from_raw_parts(made, 16) }; //~ ub: is only 16 bytes from the end
    assert!(more.len() == 16);
    unsafe { discard(made) };
}
