// SPDX-License-Identifier: MIT
// A typed copy leaves padding uninitialised, whatever was there.

#[repr(C)]
#[derive(Clone, Copy)]
struct Padded {
    small: u8,
    large: u32,
}

fn main() {
    let mut bytes = [7_u64];
    let padded = bytes.as_mut_ptr().cast::<Padded>();
    assert_eq!(unsafe { padded.cast::<u8>().add(2).read() }, 0);
    let copy = unsafe { *padded };
    assert_eq!(copy.small, 7);
    let start = (&raw const copy).cast::<u8>();
    let gap = unsafe { *start.add(2) }; //~ ub: uninitialized
    assert_eq!(gap, 0);
}
