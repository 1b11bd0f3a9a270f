// SPDX-License-Identifier: MIT
// A two-register struct is never split: when only one integer register is left, the struct
// goes to the stack whole, and the next integer still takes that register.

#[repr(C)]
struct Pair {
    low: i64,
    high: i64,
}

extern "C" {
    fn weigh_around(
        a: i64,
        b: i64,
        c: i64,
        d: i64,
        e: i64,
        pair: Pair,
        f: i64,
        g: i64,
        last: Pair,
    ) -> i64;
}

fn main() {
    let pair = Pair { low: 6, high: 7 };
    let last = Pair { low: 10, high: 11 };
    assert_eq!(unsafe { weigh_around(1, 2, 3, 4, 5, pair, 8, 9, last) }, 506);
}
