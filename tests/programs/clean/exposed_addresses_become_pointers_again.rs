// SPDX-License-Identifier: MIT
// An integer-to-pointer cast may use whatever was exposed: by a cast, by a cast of a pointer
// one past the end, or by having been passed to C.

extern "C" {
    fn look_at(value: *const i64);
}

fn main() {
    let mut number = 5;
    let address = &raw mut number as usize;
    let pointer = std::ptr::with_exposed_provenance_mut::<i32>(address);
    unsafe {
        *pointer += 1;
        assert_eq!(*(address as *const i32), 6);
    }

    let values = [1_u16, 2, 3, 4];
    let end = unsafe { (&raw const values as *const u16).add(4) } as usize;
    let last = std::ptr::with_exposed_provenance::<u16>(end - 2);
    assert_eq!(unsafe { *last }, 4);

    let seen = 77_i64;
    let address = (&raw const seen).addr();
    unsafe {
        look_at(&seen);
        assert_eq!(*std::ptr::with_exposed_provenance::<i64>(address), 77);
    }
}
