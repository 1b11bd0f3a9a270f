// SPDX-License-Identifier: MIT
// The address is put together from the bytes of the pointer, read as integers: nothing is exposed.
//~ options: --provenance=permissive

fn main() {
    let letter = 'z';
    let pointer = &raw const letter;
    let bytes = (&raw const pointer).cast::<u8>();
    let mut address = 0_usize;
    let mut index = 0;
    while index < 8 {
        address |= (unsafe { *bytes.add(index) } as usize) << (8 * index);
        index += 1;
    }
    assert_eq!(address, pointer.addr());
    let value = unsafe { *(address as *const char) }; //~ ub: no provenance
    assert_eq!(value, 'z');
}
