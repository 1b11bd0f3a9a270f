// SPDX-License-Identifier: MIT
// By zero bytes a pointer can be moved wherever it points, null and freed memory included; and so
// can one whose elements have no bytes.

fn main() {
    let null = std::ptr::null::<u16>();
    assert!(unsafe { null.add(0) }.is_null());
    assert!(unsafe { null.sub(0) }.is_null());

    let number = 12 as *const u8;
    assert_eq!(unsafe { number.offset(0) } as usize, 12);

    let freed = Box::into_raw(Box::new(5_i32));
    drop(unsafe { Box::from_raw(freed) });
    assert!(unsafe { freed.offset(0) } == freed);

    let units = 40 as *const ();
    assert_eq!(unsafe { units.add(1_000_000) } as usize, 40);
    assert_eq!(unsafe { units.offset(isize::MIN) } as usize, 40);
}
