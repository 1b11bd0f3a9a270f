// SPDX-License-Identifier: MIT
// C was given one block and may hold it. It never heard of the other, which is lost.

extern "C" {
    fn keep(block: *mut i64);
    fn kept() -> i64;
}

fn block(value: i64) -> *mut i64 {
    Box::into_raw(Box::new(value))
}

fn main() {
    let given = block(5);
    unsafe {
        keep(given);
        assert_eq!(kept(), 5);
    }
    let lost = Box::new(6i64); //~ leak: size: 8, align: 8
    std::mem::forget(lost);
}
