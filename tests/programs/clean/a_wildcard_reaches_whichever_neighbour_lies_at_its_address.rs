// SPDX-License-Identifier: MIT
// The end of one element's array may be the address of the next array. The pointer with that
// address and both provenances exposed may be used for what lies there: the next array.

#[repr(C)]
struct Pair {
    low: [u8; 8],
    high: [u8; 8],
}

fn main() {
    let mut pair = Pair { low: [1; 8], high: [2; 8] };
    let end_of_low = &raw mut pair.low as usize + 8;
    let start_of_high = &raw mut pair.high as usize;
    assert_eq!(end_of_low, start_of_high);
    unsafe { (end_of_low as *mut u8).write(9) };
    assert_eq!(pair.high[0], 9);
    let last_of_low = unsafe { (end_of_low as *const u8).sub(1).read() };
    assert_eq!(last_of_low, 1);
}
