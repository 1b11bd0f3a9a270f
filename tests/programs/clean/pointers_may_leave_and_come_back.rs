// SPDX-License-Identifier: MIT
// Wrapping arithmetic may leave the allocation as far as it likes; in-bounds arithmetic may reach
// the end. What counts is where the pointer is when it is used.

fn main() {
    let primes = [2_u32, 3, 5, 7, 11];
    let start = primes.as_ptr();
    let far = start.wrapping_add(1 << 40).wrapping_sub((1 << 40) - 2);
    assert_eq!(unsafe { *far }, 5);
    let around = start.wrapping_byte_sub(start.addr() + 1);
    assert_eq!(around.addr(), usize::MAX);
    assert_eq!(unsafe { *around.wrapping_byte_add(start.addr() + 1) }, 2);
    let end = unsafe { start.add(5) };
    assert_eq!(unsafe { *end.offset(-1) }, 11);
    assert_eq!(unsafe { end.offset_from(far) }, 3);
}
