// SPDX-License-Identifier: MIT
// Two places read memory of C, one of them three times: that makes two warnings.

extern "C" {
    fn own_numbers() -> *const i32;
}

fn main() {
    let numbers = unsafe { own_numbers() };
    let mut total = 0;
    let mut index = 0;
    while index < 3 {
        total += unsafe { *numbers.add(index) };
        index += 1;
    }
    let first = unsafe { *numbers };
    assert!(total == 6 && first == 1);
}
