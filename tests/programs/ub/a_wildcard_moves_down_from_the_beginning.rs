// SPDX-License-Identifier: MIT
// Below the first element lies nothing that was exposed.
//~ options: --provenance=permissive

fn main() {
    let values = [2_u64, 3, 5, 7];
    let start = values.as_ptr() as usize;
    let pointer = start as *const u64;
    assert_eq!(unsafe { *pointer.add(3) }, 7);
    let before = unsafe { pointer.sub(1) }; //~ ub: in-bounds pointer arithmetic failed
    assert!(before < pointer);
}
