// SPDX-License-Identifier: MIT
// Memory that holds pointers may be read as integers; what is read are the addresses.

fn main() {
    let numbers = [1_u16, 2, 3];
    let pointers = [&raw const numbers[0], &raw const numbers[2]];
    let addresses: [usize; 2] = unsafe { std::mem::transmute(pointers) };
    assert_eq!(addresses[0], pointers[0].addr());
    assert_eq!(addresses[1], addresses[0] + 4);
    let seen = unsafe { (&raw const pointers[1]).cast::<usize>().read() };
    assert_eq!(seen, addresses[1]);
}
