// SPDX-License-Identifier: MIT
// C returns a pointer to a variable that its library exports, so the bounds are known.

extern "C" {
    fn all_numbers() -> *const i32;
}

fn main() {
    let numbers = unsafe { all_numbers() };
    assert!(unsafe { *numbers.add(2) } == 3);
    let beyond = unsafe { numbers.add(2).cast::<u64>().read_unaligned() }; //~ ub: is only 4 bytes from the end
    assert!(beyond != 0);
}
