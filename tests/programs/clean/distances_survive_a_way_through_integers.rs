// SPDX-License-Identifier: MIT
// The distance of two pointers into one allocation, when one or both came back from integers.

fn main() {
    let table = [0_u16; 9];
    let start = &raw const table as *const u16;
    let seventh = unsafe { start.add(7) };
    let start_again = start as usize as *const u16;
    let seventh_again = seventh as usize as *const u16;
    assert_eq!(unsafe { seventh_again.offset_from(start) }, 7);
    assert_eq!(unsafe { start.offset_from(seventh_again) }, -7);
    assert_eq!(unsafe { seventh_again.offset_from(start_again) }, 7);

    let bare = 48 as *const u64;
    assert_eq!(unsafe { bare.offset_from(bare) }, 0);
    assert_eq!(unsafe { bare.cast::<u8>().offset_from(48 as *const u8) }, 0);
}
