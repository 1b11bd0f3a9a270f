// SPDX-License-Identifier: MIT
// A mutable static is written by both sides, an immutable one is read by both.

static mut TOTALS: [i32; 3] = [1, 2, 3];
static mut CALLS: u32 = 0;
static FACTORS: [i32; 3] = [10, 100, 1000];

extern "C" {
    fn multiply(totals: *mut i32, factors: *const i32, length: usize, calls: *mut u32);
}

fn run() {
    let totals = (&raw mut TOTALS) as *mut i32;
    let factors = (&raw const FACTORS) as *const i32;
    unsafe { multiply(totals, factors, 3, &raw mut CALLS) };
}

fn main() {
    run();
    unsafe {
        assert_eq!(TOTALS[0], 10);
        assert_eq!(TOTALS[2], 3000);
        TOTALS[0] = -1;
        run();
        assert_eq!(TOTALS[0], -10);
        assert_eq!(TOTALS[1], 20000);
        let calls = CALLS;
        assert_eq!(calls, 2);
    }
    assert_eq!(FACTORS[2], 1000);
}
