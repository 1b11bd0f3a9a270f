// SPDX-License-Identifier: MIT
// C exchanges two pointers in shared memory. Both come back without a known origin, and both
// still lead to the allocations that were reachable.

extern "C" {
    fn swap_pointers(left: *mut *const i32, right: *mut *const i32);
}

fn main() {
    let five = 5;
    let six = 6;
    let mut left: *const i32 = &five;
    let mut right: *const i32 = &six;
    unsafe {
        swap_pointers(&mut left, &mut right);
        assert_eq!(*left, 6);
        assert_eq!(*right, 5);
    }

    let mut empty: *const i32 = std::ptr::null();
    unsafe {
        swap_pointers(&mut left, &mut empty);
        assert_eq!(*empty, 6);
    }
    assert!(left.is_null());
}
