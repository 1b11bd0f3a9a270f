// SPDX-License-Identifier: MIT
// A pointer that C moved forward is moved back too far.

extern "C" {
    fn advance(cursor: *mut *const u8, count: usize);
}

fn main() {
    let text = [b'a', b'b', b'c'];
    let start = &raw const text as *const u8;
    let mut cursor = start;
    unsafe { advance(&mut cursor, 2) };
    assert_eq!(unsafe { *cursor.sub(2) }, b'a');
    let _before = unsafe { start.sub(1) }; //~ ub: pointer arithmetic failed
}
