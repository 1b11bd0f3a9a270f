// SPDX-License-Identifier: MIT
// realloc frees the old block, wherever the new one lies.

use std::alloc::{alloc, realloc, Layout};

fn main() {
    let layout = Layout::new::<u64>();
    let old = unsafe { alloc(layout) };
    unsafe { old.write(1) };
    let new = unsafe { realloc(old, layout, 4096) };
    assert_eq!(unsafe { *new }, 1);
    assert_eq!(unsafe { *old }, 1); //~ ub: has been freed
}
