// SPDX-License-Identifier: MIT
// Each round of a loop has a local of its own, at the same address. The first one was exposed; the
// second one was not.
//~ options: --provenance=permissive

fn main() {
    let mut address = 0;
    let mut round = 0;
    while round < 2 {
        let local = [round; 5];
        if round == 0 {
            address = &raw const local as usize;
        } else {
            assert_eq!((&raw const local).addr(), address);
            let value = unsafe { *(address as *const i32) }; //~ ub: no provenance
            assert_eq!(value, local[0]);
        }
        round += 1;
    }
}
