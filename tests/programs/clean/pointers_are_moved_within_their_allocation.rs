// SPDX-License-Identifier: MIT
// All the ways of moving a pointer, forwards and backwards, to both ends and by bytes; the wrapping
// ones may go anywhere on the way.

fn main() {
    let table = [10_i32, 11, 12, 13, 14];
    let start = &raw const table as *const i32;
    let end = unsafe { start.add(5) };
    assert_eq!(unsafe { *end.sub(1) }, 14);
    assert_eq!(unsafe { *end.offset(-5) }, 10);
    assert_eq!(unsafe { *start.byte_add(8) }, 12);
    assert_eq!(unsafe { *end.byte_sub(8) }, 13);
    assert_eq!(unsafe { *end.byte_offset(-16) }, 11);
    assert_eq!(unsafe { end.offset_from(start) }, 5);
    assert_eq!(unsafe { start.byte_offset_from(end) }, -20);

    let away = start.wrapping_sub(1000);
    assert_eq!(unsafe { *away.wrapping_add(1001) }, 11);
    let far = end.wrapping_offset(isize::MAX);
    assert_eq!(unsafe { *far.wrapping_offset(isize::MIN) }, 14);
}
