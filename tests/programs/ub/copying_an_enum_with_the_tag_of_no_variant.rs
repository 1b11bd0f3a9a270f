// SPDX-License-Identifier: MIT
// The typed copy looks at the tag before it copies.
#[repr(u8)]
#[derive(Clone, Copy)]
#[allow(dead_code)]
enum Packet {
    Data([u8; 3]) = 10,
    End = 20,
}

fn main() {
    let bytes: [u8; 4] = [30, 1, 2, 3];
    let packet = unsafe { *(&raw const bytes as *const Packet) }; //~ ub: encountered 0x1e, but expected a valid enum tag
    let _ = packet;
}
