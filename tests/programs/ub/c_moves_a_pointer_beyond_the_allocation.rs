// SPDX-License-Identifier: MIT
// C changes a pointer in shared memory; where it leads now there is nothing.

#[repr(C)]
struct Cursor {
    position: *const u8,
    line: u32,
}

extern "C" {
    fn skip(cursor: *mut Cursor, count: usize);
}

fn main() {
    let text = [b'x', b'y', b'z', 0];
    let mut cursor = Cursor { position: &raw const text as *const u8, line: 1 };
    unsafe {
        skip(&mut cursor, 2);
        assert_eq!(*cursor.position, b'z');
        skip(&mut cursor, 1 << 20);
        let byte = *cursor.position; //~ ub: no provenance
        assert_eq!(byte, 0);
    }
    assert_eq!(cursor.line, 3);
}
