// SPDX-License-Identifier: MIT
// A returned pointer has no origin of its own; it is resolved at each access, at the beginning
// of the allocation and inside it.

#[repr(C)]
struct Entry {
    key: u8,
    value: i32,
}

extern "C" {
    fn same(value: *mut i32) -> *mut i32;
    fn find(entries: *const Entry, length: usize, key: u8) -> *const Entry;
    fn value_of(entry: &Entry) -> &i32;
}

fn main() {
    let mut number = 3;
    unsafe {
        let pointer = same(&mut number);
        *pointer = 4;
        assert_eq!(pointer.read(), 4);
    }
    assert_eq!(number, 4);

    let entries =
        [Entry { key: 1, value: 10 }, Entry { key: 2, value: 20 }, Entry { key: 3, value: 30 }];
    let start = &raw const entries as *const Entry;
    unsafe {
        let second = find(start, 3, 2);
        assert_eq!((*second).value, 20);
        assert_eq!(second, start.add(1));
        assert_eq!((*second.add(1)).key, 3);
        assert_eq!((*second.sub(1)).key, 1);
        assert_eq!(*value_of(&*second), 20);
        assert!(find(start, 3, 9).is_null());
    }
}
