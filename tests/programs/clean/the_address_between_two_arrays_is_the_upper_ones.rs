// SPDX-License-Identifier: MIT
// Of arrays that lie side by side each is reached by the address of its beginning, which may be the
// end of the one below, and left by that of its end, which may be the beginning of the next.
//~ options: --provenance=permissive

fn main() {
    let arrays = [Box::new([10_u32; 4]), Box::new([11; 4]), Box::new([12; 4]), Box::new([13; 4])];
    let mut addresses = [0_usize; 4];
    let mut index = 0;
    while index < 4 {
        addresses[index] = arrays[index].as_ptr() as usize;
        index += 1;
    }
    index = 0;
    while index < 4 {
        let start = addresses[index] as *const u32;
        let end = (addresses[index] + 16) as *const u32;
        assert_eq!(unsafe { *start }, 10 + index as u32);
        assert_eq!(unsafe { *end.sub(1) }, 10 + index as u32);
        assert_eq!(unsafe { end.offset_from(start) }, 4);
        index += 1;
    }
}
