// SPDX-License-Identifier: MIT
// The oldest leaks are listed, the others are counted.

fn main() {
    let mut value = 0u8;
    while value < 13 {
        std::mem::forget(Box::new(value)); //~ leak: size: 1, align: 1
        value += 1;
    }
}
