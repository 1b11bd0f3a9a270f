// SPDX-License-Identifier: MIT
// A reference to four elements is made where there are three; nothing needs to read the fourth.

fn main() {
    let values = [1u16, 2, 3];
    let slice = unsafe { std::slice::from_raw_parts(values.as_ptr(), 4) }; //~ ub: 6 bytes from the end
    assert_eq!(slice.len(), 4);
}
