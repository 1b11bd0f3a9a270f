// SPDX-License-Identifier: MIT
// A cast exposes and a transmute does not, but the number is the same, for references, raw pointers
// and functions.

fn halve(value: u8) -> u8 {
    value / 2
}

fn main() {
    let mut value = [1.0_f32; 3];
    let reference = &mut value;
    let cast = reference as *mut [f32; 3] as usize;
    let transmuted: usize = unsafe { std::mem::transmute(reference) };
    assert_eq!(cast, transmuted);

    let pointer = &raw const value[1];
    let transmuted: usize = unsafe { std::mem::transmute(pointer) };
    assert_eq!(transmuted as u16, pointer as u16);

    let function = halve as fn(u8) -> u8;
    let transmuted: usize = unsafe { std::mem::transmute(function) };
    assert_eq!(transmuted, function as usize);
}
