// SPDX-License-Identifier: MIT
// What native code printed before a panic is not lost, though C never flushed it.

extern "C" {
    fn say(number: i32);
}

fn main() {
    unsafe { say(1) };
    panic!("on purpose"); //~ panic: on purpose
}
