// SPDX-License-Identifier: MIT
// A type without bytes may be read and written through any aligned address that is not null, and
// its references may be made there. Copying nothing does not look at the pointers at all.

#[derive(Clone, Copy)]
struct Empty;

fn fill_and_copy(pointer: *mut u32, count: usize) {
    unsafe { std::ptr::write_bytes(pointer, 7, count) };
    unsafe { std::ptr::copy(pointer, pointer, count) };
}

fn main() {
    let nowhere = 0x51 as *mut [u8; 0];
    unsafe { nowhere.write([]) };
    assert_eq!(unsafe { *nowhere }.len(), 0);

    let far = 0xffff_ffff_ffff_fff8_usize as *mut [u64; 0];
    unsafe { *far = [] };
    assert_eq!(unsafe { &*far }.len(), 0);

    let unit = std::ptr::dangling_mut::<Empty>();
    let Empty = unsafe { *unit };
    unsafe { unit.write(Empty) };

    fill_and_copy(std::ptr::null_mut(), 0);
}
