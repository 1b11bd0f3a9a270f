// SPDX-License-Identifier: MIT
// The links of the list are Option<NonNull>: a word each, and null where there is none. Only the
// first node is passed.

use std::ptr::NonNull;

#[repr(C)]
struct Station {
    next: Option<NonNull<Station>>,
    name: u8,
}

extern "C" {
    fn terminus(station: *const Station) -> u8;
    fn turn_back(station: &mut Station);
}

fn main() {
    let mut east = Station { next: None, name: b'e' };
    let mut middle = Station { next: NonNull::new(&mut east), name: b'm' };
    let mut west = Station { next: Some(NonNull::from(&mut middle)), name: b'w' };
    unsafe {
        assert_eq!(terminus(&west), b'e');
        assert_eq!(terminus(&middle), b'e');
        assert_eq!(terminus(std::ptr::null()), 0);
        turn_back(&mut west);
    }
    assert!(west.next.is_none());
    assert!(middle.next.is_some());
    let mut digits = 0;
    let mut node: *const Station = &east;
    while !node.is_null() {
        let station = unsafe { &*node };
        digits = digits * 1000 + station.name as u32;
        node = match station.next {
            Some(next) => next.as_ptr(),
            None => std::ptr::null(),
        };
    }
    assert_eq!(digits, 101_109_119);
}
