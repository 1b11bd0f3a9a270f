// SPDX-License-Identifier: MIT
// C answers that it has stored nothing, and Rust takes the value all the same: C never saw the
// slot.

use std::mem::MaybeUninit;

extern "C" {
    fn is_ready() -> bool;
}

fn main() {
    let slot = MaybeUninit::<u64>::uninit();
    if !unsafe { is_ready() } {
        let value = unsafe { slot.assume_init() }; //~ ub: uninitialized
        assert_eq!(value, 0);
    }
}
