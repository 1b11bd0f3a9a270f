// SPDX-License-Identifier: MIT
// A pointer into the middle of an array, moved by add, sub and offset, gives C that part; the
// rest stays as it was.

extern "C" {
    fn sum(values: *const i16, length: usize) -> i32;
    fn negate(values: *mut i16, length: usize);
}

fn main() {
    let mut values = [1_i16, 2, 3, 4, 5, 6];
    let start = &raw mut values as *mut i16;
    unsafe {
        assert_eq!(sum(start, 6), 21);
        assert_eq!(sum(start.add(2), 3), 12);
        assert_eq!(sum(start.add(6).sub(2), 2), 11);
        assert_eq!(sum(start.offset(1), 0), 0);
        negate(start.add(3).offset(-2), 2);
    }
    assert_eq!(values[0], 1);
    assert_eq!(values[1], -2);
    assert_eq!(values[2], -3);
    assert_eq!(values[3], 4);
    let [first, .., last] = values;
    assert_eq!(first + last, 7);
}
