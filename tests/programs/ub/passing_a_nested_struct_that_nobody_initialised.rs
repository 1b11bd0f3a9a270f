// SPDX-License-Identifier: MIT
// A struct of structs is read out of uninitialised memory to be passed: the first integer in it is
// named by its path.

use std::mem::MaybeUninit;

#[repr(C)]
#[derive(Clone, Copy)]
struct Place {
    name: u64,
    position: Position,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Position {
    latitude: i16,
    longitude: i16,
}

extern "C" {
    fn is_north(place: Place, of: i16) -> bool;
}

fn main() {
    let mut place = MaybeUninit::<Place>::uninit();
    unsafe {
        (*place.as_mut_ptr()).name = 3;
        let north = is_north(*place.as_ptr(), 0); //~ ub: .position.latitude: encountered uninitialized memory, but expected an integer
        assert!(north);
    }
}
