// SPDX-License-Identifier: MIT
//
// `exit` ends the program there and then, and what C had printed so far is written.

extern "C" {
    fn say(number: i32);
    fn exit(status: i32) -> !;
}

fn leave(status: i32) -> ! {
    unsafe { exit(status) }
}

fn main() {
    unsafe { say(1) };
    leave(0);
}
