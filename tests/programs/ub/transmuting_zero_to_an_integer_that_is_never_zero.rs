// SPDX-License-Identifier: MIT
// Zero is None, and no NonZero.
use std::num::NonZeroU16;

#[allow(invalid_value)]
fn main() {
    let none: Option<NonZeroU16> = unsafe { std::mem::transmute(0u16) };
    let _ = none;
    let number: NonZeroU16 = unsafe { std::mem::transmute(0u16) }; //~ ub: encountered 0x0000, but expected something greater or equal to 1
    let _ = number;
}
