// SPDX-License-Identifier: MIT
// The address one past the end may be another variable's. A pointer that moves down from there is
// bounded by what lies below it.
//~ options: --provenance=permissive

fn main() {
    let values = [2_u64, 3, 5, 7];
    let end = unsafe { values.as_ptr().add(4) } as usize;
    let pointer = end as *const u64;
    unsafe {
        assert_eq!(*pointer.sub(1), 7);
        assert_eq!(*pointer.offset(-4), 2);
        assert_eq!(*pointer.byte_sub(16), 5);
        assert_eq!(pointer.sub(4).add(4), pointer);
    }
}
