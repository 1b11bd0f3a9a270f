// SPDX-License-Identifier: MIT
// The upper half of one copy of a pointer followed by the lower half of the next: all of it comes
// from the same pointer, and it is none.

fn main() {
    let target = 12_u64;
    let pointer = &raw const target;
    let mut room = [std::ptr::null::<u64>(); 3];
    let start = room.as_mut_ptr().cast::<u8>();
    unsafe {
        start.add(4).cast::<*const u64>().write_unaligned(pointer);
        start.add(12).cast::<*const u64>().write_unaligned(pointer);
    }
    let mixed = room[1].with_addr(pointer.addr());
    let value = unsafe { *mixed }; //~ ub: no provenance
    assert_eq!(value, 12);
}
