// SPDX-License-Identifier: MIT
// C gives a literal away as mutable. Natively the write ends the process; here it is an error.

extern "C" {
    fn name() -> *mut u8;
}

fn main() {
    let text = unsafe { name() };
    unsafe { *text = b'A' }; //~ unsupported: it is read-only
}
