// SPDX-License-Identifier: MIT
// C returns a byte where Rust declared a bool; the value is wrong as soon as it arrives.

extern "C" {
    fn truth() -> bool;
}

fn main() {
    let _answer = unsafe { truth() }; //~ ub: encountered 0x02
}
