// SPDX-License-Identifier: MIT
// Rust writes one element after the ones that it lent to C.

extern "C" {
    fn lend(values: *mut u16, length: usize);
    fn sum_of_lent() -> u32;
}

fn main() {
    let mut values = [1_u16, 2];
    let start = &raw mut values as *mut u16;
    unsafe {
        lend(start, 2);
        *start = 40;
        assert_eq!(sum_of_lent(), 42);
        let beyond = start.add(2);
        *beyond = 3; //~ ub: at or beyond the end of the allocation
    }
}
