// SPDX-License-Identifier: MIT
// Six integers travel in registers and six on the stack. Each position has its own weight, so
// that a swapped pair changes the sum; the second function mixes widths and signs.

extern "C" {
    fn weigh(
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
        g: i32,
        h: i32,
        i: i32,
        j: i32,
        k: i32,
        l: i32,
    ) -> i64;
    fn weigh_mixed(
        a: i8,
        b: u16,
        c: i32,
        d: u64,
        e: u8,
        f: i16,
        g: i8,
        h: u8,
        i: i16,
        j: u16,
        k: i64,
        l: u32,
    ) -> i64;
}

fn main() {
    let sum = unsafe { weigh(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) };
    assert_eq!(sum, 650);
    let sum = unsafe { weigh(-1, 2, -3, 4, -5, 6, -7, 8, -9, 10, -11, 12) };
    assert_eq!(sum, 78);
    let sum = unsafe {
        weigh_mixed(-1, 65535, -3, 4, 255, -6, -7, 254, -32768, 65534, -5_000_000_000, 4294967295)
    };
    assert_eq!(sum, -3_459_897_734);
}
