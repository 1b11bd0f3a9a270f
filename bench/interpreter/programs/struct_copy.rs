// SPDX-License-Identifier: MIT
//
// Struct copying: particles of 48 bytes are copied out of an array, moved, and copied back. The C
// twin computes the same.
use std::ffi::{c_char, c_int};

extern "C" {
    fn getenv(name: *const c_char) -> *const c_char;
    fn atoi(text: *const c_char) -> c_int;
    fn printf(format: *const c_char, ...) -> c_int;
}

const PARTICLES: usize = 64;

#[derive(Clone, Copy)]
struct Particle {
    place: [i64; 3],
    speed: [i32; 4],
    id: u32,
    age: u32,
}

fn step(mut particle: Particle) -> Particle {
    let mut axis = 0;
    while axis < 3 {
        particle.place[axis] += particle.speed[axis] as i64;
        axis += 1;
    }
    particle.age += 1;
    particle
}

fn main() {
    let count = unsafe { atoi(getenv(b"COUNT\0".as_ptr().cast())) };
    let first = Particle { place: [0; 3], speed: [1, -2, 3, 0], id: 7, age: 0 };
    let mut particles = [first; PARTICLES];
    let mut round = 0;
    while round < count {
        let mut index = 0;
        while index < PARTICLES {
            let before = particles[index];
            let after = step(before);
            particles[index] = after;
            index += 1;
        }
        round += 1;
    }
    let last = particles[PARTICLES - 1];
    unsafe { printf(b"%lld %u %u\n\0".as_ptr().cast(), last.place[2], last.age, last.id) };
}
