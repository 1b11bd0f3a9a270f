// SPDX-License-Identifier: MIT
// A constant that a static points to is as immutable as the static.

struct Config {
    name: &'static [u8; 3],
}

static CONFIG: Config = Config { name: &[1, 2, 3] };

fn main() {
    let name = CONFIG.name as *const [u8; 3] as *mut u8;
    unsafe { name.add(1).write(9) }; //~ ub: which is read-only
    assert_eq!(CONFIG.name[1], 9);
}
