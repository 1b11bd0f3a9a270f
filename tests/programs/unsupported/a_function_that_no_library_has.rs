// SPDX-License-Identifier: MIT
// The library is there; the second function is not in it.

extern "C" {
    fn present() -> i32;
    fn absent(value: i32) -> i32;
}

fn main() {
    let value = unsafe { present() };
    assert_eq!(value, 1);
    let value = unsafe { absent(value) }; //~ unsupported: absent
    assert_eq!(value, 2);
}
