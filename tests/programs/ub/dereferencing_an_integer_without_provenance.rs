// SPDX-License-Identifier: MIT
// The address is right and exposed, but the pointer was made to have no provenance: reading
// through it is wrong, though C may be given it.

extern "C" {
    fn load(value: *const i32) -> i32;
}

fn main() {
    let number = 11;
    let address = &raw const number as usize;
    let bare = std::ptr::without_provenance::<i32>(address);
    assert_eq!(unsafe { load(bare) }, 11);
    let value = unsafe { *bare }; //~ ub: no provenance
    assert_eq!(value, 11);
}
