// SPDX-License-Identifier: MIT
// The same for an address without provenance.

fn main() {
    let bare = std::ptr::without_provenance::<u32>(0x40);
    let _next = unsafe { bare.add(2) }; //~ ub: attempting to offset pointer by 8 bytes, but got 0x40[noalloc] which is a dangling pointer (it has no provenance)
}
