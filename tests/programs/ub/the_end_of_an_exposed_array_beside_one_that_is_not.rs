// SPDX-License-Identifier: MIT
// Two arrays lie side by side and only the lower one is exposed. The address between them is the
// upper one's beginning, and that is not looked past.
//~ options: --provenance=permissive

fn main() {
    let one = [1_u64, 2];
    let two = [3_u64, 4];
    let lower = if one.as_ptr() < two.as_ptr() { &one } else { &two };
    let upper = if one.as_ptr() < two.as_ptr() { &two } else { &one };
    let end = lower.as_ptr().wrapping_add(2);
    assert_eq!(end, upper.as_ptr());
    let address = end as usize;
    assert_eq!(unsafe { *((address - 8) as *const u64) }, lower[1]);
    let value = unsafe { *(address as *const u64) }; //~ ub: no provenance
    assert_eq!(value, upper[0]);
}
