// SPDX-License-Identifier: MIT
// What a box held is gone: its pointer may still be passed, be overwritten by C, and lie between two
// good pointers that C exchanges.

#[repr(C)]
struct Shelf {
    left: *const u8,
    gone: *const u8,
    right: *const u8,
}

extern "C" {
    fn look_away(pointer: *const u8);
    fn wipe(slot: *mut *const u8);
    fn exchange_ends(shelf: *mut Shelf);
}

fn freed() -> *const u8 {
    let owner = Box::new(9_u8);
    let pointer = &raw const *owner;
    drop(owner);
    pointer
}

fn exchanges_around_it() {
    let (left, right) = (b'l', b'r');
    let mut shelf = Shelf { left: &left, gone: freed(), right: &right };
    let gone = shelf.gone;
    unsafe { exchange_ends(&mut shelf) };
    assert_eq!(unsafe { *shelf.left }, b'r');
    assert_eq!(unsafe { *shelf.right }, b'l');
    assert_eq!(shelf.gone, gone);
}

fn main() {
    let mut pointer = freed();
    unsafe {
        look_away(pointer);
        wipe(&mut pointer);
    }
    assert!(pointer.is_null());
    exchanges_around_it();
}
