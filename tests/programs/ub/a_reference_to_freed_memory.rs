// SPDX-License-Identifier: MIT
// Making the reference is wrong already.

fn main() {
    let pointer = Box::into_raw(Box::new(9_u64));
    drop(unsafe { Box::from_raw(pointer) });
    let _reference = unsafe { &mut *pointer }; //~ ub: encountered a dangling reference
}
