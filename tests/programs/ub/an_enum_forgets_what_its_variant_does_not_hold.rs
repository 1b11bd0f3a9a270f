// SPDX-License-Identifier: MIT
// Bytes of the largest variant are padding of a smaller one, and lost when that is copied.

#[repr(C, u16)]
#[allow(dead_code)]
enum Packet {
    Short(u16),
    Long([u16; 4]),
}

fn main() {
    let words = [0_u16, 11, 22, 33, 44];
    let packet: Packet = unsafe { std::mem::transmute(words) };
    let start = (&raw const packet).cast::<u16>();
    assert_eq!(unsafe { *start.add(1) }, 11);
    let value = unsafe { *start.add(3) }; //~ ub: memory is uninitialized
    assert_eq!(value, 33);
}
