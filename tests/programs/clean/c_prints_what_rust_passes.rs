// SPDX-License-Identifier: MIT
// Output of native code reaches standard output, in order and complete.

extern "C" {
    fn print_line(text: *const u8);
    fn print_values(count: i32, ratio: f64, letter: u8);
    fn print_array(values: *const i32, length: usize);
}

fn main() {
    let greeting = [b'h', b'e', b'l', b'l', b'o', 0];
    let values = [3, -1, 4, -1, 5];
    unsafe {
        print_line(&raw const greeting as *const u8);
        print_values(-7, 2.5, b'x');
        print_array(&raw const values as *const i32, 5);
    }
}
