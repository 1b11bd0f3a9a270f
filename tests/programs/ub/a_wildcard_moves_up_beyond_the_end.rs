// SPDX-License-Identifier: MIT
// The bounds of a pointer from an integer are those of the variable that lies at its address now.
//~ options: --provenance=permissive

fn main() {
    let values = [1_i16, 2, 3];
    let second = &raw const values[1] as usize as *const i16;
    let end = unsafe { second.add(2) };
    assert_eq!(unsafe { *end.sub(1) }, 3);
    let beyond = unsafe { second.add(3) }; //~ ub: only 4 bytes from the end of the allocation
    assert!(beyond > end);
}
