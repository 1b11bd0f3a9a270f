// SPDX-License-Identifier: MIT
//
// The library's table has three entries; the declaration says four.

extern "C" {
    static powers: [u32; 4];
}

fn main() {
    let mut sum = 0;
    for i in 0..4 {
        sum += unsafe { powers[i] }; //~ ub: beyond the end
    }
    println!("{sum}");
}
