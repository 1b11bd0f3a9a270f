// SPDX-License-Identifier: MIT
// Memory that the machine's address space has no room for ends the run.

fn main() {
    let bytes = vec![1_u8; 1 << 40]; //~ limit: no room for 1099511627776 bytes
    assert_eq!(bytes[7], 1);
}
