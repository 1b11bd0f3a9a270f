// SPDX-License-Identifier: MIT
// A copying loop over bytes that may be uninitialised copies whatever is in them: pointers,
// padding, numbers.

use std::mem::MaybeUninit;

#[derive(Clone, Copy)]
struct Entry<'a> {
    flag: bool,
    name: &'a i64,
}

unsafe fn copy_bytes<T>(target: *mut T, source: *const T) {
    let target = target.cast::<MaybeUninit<u8>>();
    let source = source.cast::<MaybeUninit<u8>>();
    let mut index = 0;
    while index < std::mem::size_of::<T>() {
        target.add(index).write(source.add(index).read());
        index += 1;
    }
}

fn main() {
    let (seven, nine) = (7, 9);
    let entries = [Entry { flag: true, name: &seven }, Entry { flag: false, name: &nine }];
    let mut copies = [entries[1], entries[1]];
    unsafe { copy_bytes(&mut copies, &entries) };
    assert!(copies[0].flag && !copies[1].flag);
    assert_eq!(*copies[0].name * 10 + *copies[1].name, 79);
}
