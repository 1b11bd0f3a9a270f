// SPDX-License-Identifier: MIT
// What C does to the rounding of floats does not outlive the call.

extern "C" {
    fn round_up();
}

fn third(divisor: f64) -> f64 {
    1.0 / divisor
}

fn main() {
    let before = third(3.0);
    unsafe { round_up() };
    let after = third(3.0);
    assert!(after - before < 1e-9);
}
