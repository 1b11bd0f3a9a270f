// SPDX-License-Identifier: MIT
// There is no variant of that number.

#[repr(u8)]
#[derive(Clone, Copy)]
enum Gear {
    Reverse = 1,
    Neutral = 2,
    Drive = 4,
}

fn main() {
    let gears = [Gear::Reverse, Gear::Neutral, Gear::Drive];
    assert_eq!(gears[2] as u8, 4);
    let gear = unsafe { std::mem::transmute::<u8, Gear>(3) }; //~ ub: constructing invalid value of type Gear: encountered 0x03
    assert_eq!(gear as u8, 3);
}
