// SPDX-License-Identifier: MIT
// A lookup that found nothing answers null, and nobody asks.

fn find(values: &[i32; 3], wanted: i32) -> *const i32 {
    let mut index = 0;
    while index < 3 {
        if values[index] == wanted {
            return &raw const values[index];
        }
        index += 1;
    }
    std::ptr::null()
}

fn main() {
    let values = [2, 3, 5];
    assert_eq!(unsafe { *find(&values, 5) }, 5);
    let value = unsafe { *find(&values, 4) }; //~ ub: attempting to access 4 bytes, but got null pointer
    assert_eq!(value, 4);
}
