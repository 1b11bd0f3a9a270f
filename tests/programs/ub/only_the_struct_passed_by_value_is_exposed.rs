// SPDX-License-Identifier: MIT
// Passing one element of an array by value shares what its pointer leads to, and nothing that
// its neighbour holds.

#[repr(C)]
#[derive(Clone, Copy)]
struct Holder {
    value: *const i32,
}

extern "C" {
    fn load(holder: Holder) -> i32;
}

fn main() {
    let secret = 1;
    let shared = 2;
    let holders = [Holder { value: &secret }, Holder { value: &shared }];
    assert_eq!(unsafe { load(holders[1]) }, 2);
    let address = holders[1].value.addr();
    let pointer = std::ptr::with_exposed_provenance::<i32>(address);
    assert_eq!(unsafe { *pointer }, 2);
    let address = holders[0].value.addr();
    let pointer = std::ptr::with_exposed_provenance::<i32>(address);
    assert_eq!(unsafe { *pointer }, 1); //~ ub: no provenance
}
