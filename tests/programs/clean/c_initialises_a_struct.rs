// SPDX-License-Identifier: MIT
// C initialises a struct with padding, a nested struct and an array through a pointer; a
// second struct is half initialised by Rust and completed by C.

use std::mem::MaybeUninit;

#[repr(C)]
struct Header {
    kind: u8,
    length: u32,
}

#[repr(C)]
struct Packet {
    header: Header,
    payload: [u8; 3],
    checksum: u64,
}

extern "C" {
    fn make_packet(packet: *mut Packet, kind: u8);
    fn finish_header(header: *mut Header);
}

fn main() {
    let mut packet = MaybeUninit::<Packet>::uninit();
    let packet = unsafe {
        make_packet(packet.as_mut_ptr(), 7);
        packet.assume_init()
    };
    assert_eq!(packet.header.kind, 7);
    assert_eq!(packet.header.length, 3);
    assert_eq!(packet.payload[0], 1);
    assert_eq!(packet.payload[2], 3);
    assert_eq!(packet.checksum, 13);

    let mut header = MaybeUninit::<Header>::uninit();
    let start = header.as_mut_ptr();
    let header = unsafe {
        std::ptr::addr_of_mut!((*start).kind).write(40);
        finish_header(start);
        header.assume_init()
    };
    assert_eq!(header.kind, 40);
    assert_eq!(header.length, 80);
}
