// SPDX-License-Identifier: MIT
// Eight floating-point registers are not enough for ten doubles; the integers between them
// have registers of their own, until those run out too.

extern "C" {
    fn weigh_doubles(
        a: f64,
        b: f64,
        c: f64,
        d: f64,
        e: f64,
        f: f64,
        g: f64,
        h: f64,
        i: f64,
        j: f64,
    ) -> f64;
    fn weigh_both(
        a: f64,
        p: i32,
        b: f32,
        q: i64,
        c: f64,
        r: u8,
        d: f32,
        s: i16,
        e: f64,
        t: u32,
        f: f64,
        u: i8,
        g: f32,
        v: u64,
        h: f64,
        w: i32,
        i: f64,
        x: bool,
        j: f32,
    ) -> f64;
}

fn main() {
    let sum = unsafe { weigh_doubles(0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0) };
    assert_eq!(sum, 192.5);
    let sum = unsafe {
        weigh_both(
            0.5, -1, 1.0, 2, 1.5, 3, 2.0, -4, 2.5, 5, 3.0, -6, 3.5, 7, 4.0, 8, 4.5, true, 5.0,
        )
    };
    assert_eq!(sum, 192.5 + 9800.0);
}
