// SPDX-License-Identifier: MIT
// The integer that is cast need not be the one that was exposed, as long as the pointer is back at
// its variable when it is used.
//~ options: --provenance=permissive

fn main() {
    let digits = [3_i8, 1, 4, 1, 5];
    let address = digits.as_ptr().expose_provenance() + 1000;
    let pointer = std::ptr::with_exposed_provenance::<i8>(address);
    assert_eq!(unsafe { *pointer.wrapping_sub(996) }, 5);
}
