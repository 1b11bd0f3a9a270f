// SPDX-License-Identifier: MIT
// `swap` moves values, not bytes.

fn main() {
    let mut byte = 2u8;
    let mut flag = true;
    let other = unsafe { &mut *(&raw mut byte).cast::<bool>() };
    std::mem::swap(other, &mut flag); //~ ub: encountered 0x02, but expected a boolean
    assert_eq!(byte, 1);
}
