// SPDX-License-Identifier: MIT
// Two function pointers are copied out of a buffer in whose middle a data pointer lies.

fn main() {
    let number = 65_u8;
    let mut buffer = [1_u8; 16];
    let copy: [fn(u8) -> u8; 2];
    unsafe {
        buffer.as_mut_ptr().add(4).cast::<*const u8>().write_unaligned(&number);
        copy = buffer.as_ptr().cast::<[fn(u8) -> u8; 2]>().read_unaligned();
        let middle = copy.as_ptr().cast::<u8>().add(4).cast::<*const u8>();
        let value = *middle.read_unaligned(); //~ ub: no provenance
        assert_eq!(value, 65);
    }
}
