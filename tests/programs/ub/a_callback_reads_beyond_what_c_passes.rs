// SPDX-License-Identifier: MIT
//
// An error inside a callback ends the program, with native code between its own frames.

extern "C" {
    fn for_last(elements: *const i32, count: usize, function: extern "C" fn(*const i32));
}

extern "C" fn look(element: *const i32) {
    let next = unsafe { *element.wrapping_add(1) }; //~ ub: dangling pointer
    assert!(next == 0);
}

fn main() {
    let elements = [1, 2, 3];
    unsafe { for_last(elements.as_ptr(), elements.len(), look) };
}
