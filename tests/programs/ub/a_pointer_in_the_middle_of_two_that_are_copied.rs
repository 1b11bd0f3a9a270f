// SPDX-License-Identifier: MIT
// Two pointers are copied out of a buffer in whose middle one lies: the halves that each of them
// got are no pointer, so nothing is left to put together.

fn main() {
    let number = 64_u8;
    let mut buffer = [0_u8; 16];
    let copy: [*const u8; 2];
    unsafe {
        buffer.as_mut_ptr().add(4).cast::<*const u8>().write_unaligned(&number);
        copy = buffer.as_ptr().cast::<[*const u8; 2]>().read_unaligned();
        let middle = copy.as_ptr().cast::<u8>().add(4).cast::<*const u8>();
        let value = *middle.read_unaligned(); //~ ub: no provenance
        assert_eq!(value, 64);
    }
}
