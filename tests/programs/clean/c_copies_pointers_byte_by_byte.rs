// SPDX-License-Identifier: MIT
// C copies an array of pointers one byte at a time; the copies lead where the originals did.

extern "C" {
    fn copy_bytes(to: *mut u8, from: *const u8, length: usize);
}

fn main() {
    let mut one = 1;
    let two = 2;
    let originals: [*const i32; 2] = [&raw const one, &two];
    let mut copies: [*const i32; 2] = [std::ptr::null(); 2];
    unsafe {
        copy_bytes((&raw mut copies).cast::<u8>(), (&raw const originals).cast::<u8>(), 16);
        assert_eq!(*copies[0], 1);
        assert_eq!(*copies[1], 2);
        (&raw mut one).write(10);
        assert_eq!(copies[0].read(), 10);
    }
    assert_eq!(copies[0], originals[0]);
}
