// SPDX-License-Identifier: MIT
// Four bytes are read where two are left.

fn main() {
    let bytes = [1_u8, 2, 3, 4, 5, 6];
    let pointer = unsafe { bytes.as_ptr().add(4) };
    let value = unsafe { pointer.cast::<u32>().read_unaligned() }; //~ ub: which is only 2 bytes from the end of the allocation
    assert_eq!(value, 0x0605);
}
