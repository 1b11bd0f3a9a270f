// SPDX-License-Identifier: MIT
//
// A function with `...` is called with none, one and many arguments, also more than registers hold.

extern "C" {
    fn sum_of(count: i32, ...) -> i64;
    fn print_all(kinds: *const u8, ...);
}

fn main() {
    let mut counted = 41;
    unsafe {
        assert!(sum_of(0) == 0);
        assert!(sum_of(1, 7_i64) == 7);
        assert!(sum_of(8, 1_i64, 2_i64, 3_i64, 4_i64, 5_i64, 6_i64, 7_i64, -8_i64) == 20);
        print_all(b"\0".as_ptr());
        print_all(
            b"iulfs*\0".as_ptr(),
            -5_i32,
            4_000_000_000_u32,
            -6_000_000_000_i64,
            2.5_f64,
            b"text\0".as_ptr(),
            &mut counted as *mut i32,
        );
        print_all(
            b"ffffffffff\0".as_ptr(),
            1.0_f64,
            2.0_f64,
            3.0_f64,
            4.0_f64,
            5.0_f64,
            6.0_f64,
            7.0_f64,
            8.0_f64,
            9.0_f64,
            10.0_f64,
        );
    }
    assert!(counted == 42);
}
