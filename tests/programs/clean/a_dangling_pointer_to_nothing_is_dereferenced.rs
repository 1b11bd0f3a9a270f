// SPDX-License-Identifier: MIT
// No byte is accessed through a pointer to a type without bytes, so any address but null will do.
//~ options: --provenance=permissive

#[derive(Clone, Copy)]
struct Nothing;

fn main() {
    let block = Box::new(0_i32);
    let address = &raw const *block as usize;
    drop(block);
    let unit = address as *const ();
    unsafe { *unit };
    let nothing = address as *const Nothing;
    let Nothing = unsafe { *nothing };
    let none = std::ptr::without_provenance_mut::<[u64; 0]>(64);
    unsafe { *none = [] };
    assert_eq!(unsafe { *none }.len(), 0);
}
