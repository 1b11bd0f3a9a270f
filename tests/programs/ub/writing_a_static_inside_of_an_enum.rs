// SPDX-License-Identifier: MIT
// What a static's enum leads to is read-only.
static NUMBER: u32 = 4;
static LINKS: [Option<(bool, &u32)>; 2] = [None, Some((true, &NUMBER))];

fn main() {
    if let Some((_, link)) = LINKS[1] {
        unsafe { *(&raw const *link as *mut u32) = 5 }; //~ ub: which is read-only
    }
}
