// SPDX-License-Identifier: MIT
// A pointer is formatted as its address, with `{:p}` and with `{:?}`, and that exposes nothing.

fn main() {
    let low = std::ptr::without_provenance_mut::<u16>(0x2f0);
    println!("{low:p} {low:?} {:?}", std::ptr::null::<u8>());
    let value = 13;
    let pointer = &raw const value;
    assert_eq!(format!("{pointer:?}"), format!("{:#x}", pointer.addr()));
    assert_eq!(format!("{pointer:p}"), format!("{pointer:?}"));
    assert_eq!(unsafe { *pointer }, 13);
}
