// SPDX-License-Identifier: MIT
// Exposure ends with the memory: an integer that was the address of a local leads nowhere once the
// local's block has ended.

fn main() {
    let address;
    {
        let local = 21_u32;
        address = &raw const local as usize;
    }
    let pointer = address as *const u32;
    let value = unsafe { *pointer }; //~ ub: which is a dangling pointer (it has no provenance)
    assert_eq!(value, 21);
}
