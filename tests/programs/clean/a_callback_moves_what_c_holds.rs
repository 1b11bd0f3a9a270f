// SPDX-License-Identifier: MIT
//
// C fills a buffer, and has the program make room when it is full: the elements move while C is in
// the middle of its work.

#[repr(C)]
struct Buffer {
    bytes: *mut u8,
    length: usize,
    capacity: usize,
}

extern "C" {
    fn count_up(buffer: *mut Buffer, count: u8, grow: extern "C" fn(*mut Buffer));
}

extern "C" fn grow(buffer: *mut Buffer) {
    unsafe {
        let capacity = (*buffer).capacity;
        let mut bytes = Vec::from_raw_parts((*buffer).bytes, (*buffer).length, capacity);
        bytes.reserve_exact(2 * capacity);
        (*buffer).capacity = bytes.capacity();
        (*buffer).bytes = bytes.as_mut_ptr();
        std::mem::forget(bytes);
    }
}

fn main() {
    let mut bytes: Vec<u8> = Vec::with_capacity(2);
    let mut buffer = Buffer { bytes: bytes.as_mut_ptr(), length: 0, capacity: 2 };
    std::mem::forget(bytes);
    unsafe { count_up(&mut buffer, 100, grow) };
    let bytes = unsafe { Vec::from_raw_parts(buffer.bytes, buffer.length, buffer.capacity) };
    assert!(bytes.len() == 100);
    assert!(bytes[0] == 0 && bytes[99] == 99);
}
