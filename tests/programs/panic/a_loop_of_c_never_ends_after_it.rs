// SPDX-License-Identifier: MIT
//
// C calls until it is told to stop, and a function that panics tells nothing any more.
//~ native status: 134

extern "C" {
    fn run_until_done(step: extern "C" fn() -> bool);
}

static mut STEPS: u32 = 0;

extern "C" fn step() -> bool {
    unsafe {
        STEPS += 1;
        assert!(STEPS < 3, "too many steps"); //~ panic: too many steps
        STEPS == 10
    }
}

fn main() {
    unsafe { run_until_done(step) };
}
