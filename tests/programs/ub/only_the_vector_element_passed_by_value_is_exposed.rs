// SPDX-License-Identifier: MIT
// One element of a vector on the heap is passed by value. Its pointer is exposed with it; the pointer
// in the element beside it, in the same allocation, is not.

#[repr(C)]
#[derive(Clone, Copy)]
struct Word {
    start: *const u8,
    length: u32,
}

extern "C" {
    fn last_letter(word: Word) -> u8;
}

fn at(address: usize) -> *const u8 {
    std::ptr::with_exposed_provenance(address)
}

fn main() {
    let words = vec![
        Word { start: &b'a', length: 1 },
        Word { start: b"xyz".as_ptr(), length: 3 },
        Word { start: &b'b', length: 1 },
    ];
    unsafe {
        assert_eq!(last_letter(words[1]), b'z');
        assert_eq!(*at(words[1].start.addr() + 1), b'y');
        assert_eq!(*at(words[2].start.addr()), b'b'); //~ ub: no provenance
    }
}
