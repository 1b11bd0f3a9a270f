// SPDX-License-Identifier: MIT
//~ options: --provenance=permissive
// The address in a static is a number. No native code ran that could have kept it as well.

static mut ADDRESS: usize = 0;

fn main() {
    let pointer = Box::into_raw(Box::new(11u32)); //~ leak: size: 4, align: 4
    unsafe {
        ADDRESS = pointer as usize;
        assert_eq!(*(ADDRESS as *const u32), 11);
    }
}
