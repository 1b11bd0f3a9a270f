// SPDX-License-Identifier: MIT
// Reading it as one is when it is noticed.

fn main() {
    let bytes = [0_u8, 1, 255];
    let flags = bytes.as_ptr().cast::<bool>();
    assert!(unsafe { *flags.add(1) });
    let third = unsafe { *flags.add(2) }; //~ ub: constructing invalid value of type bool: encountered 0xff
    assert!(third);
}
