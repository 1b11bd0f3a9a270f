// SPDX-License-Identifier: MIT
//
// Widths, bases and signs go to the numbers inside of a list or an option; {:x?} and exponents.

fn main() {
    println!("{:4?} {:04?} {:?}", [1, 2, 3], Some(4), Some("x"));
    println!("{:+?} {:.1?} {:#04x?}", (1, -2), vec![0.25, 1.5], [7u8]);
    println!("{:10?}|{:6?}|{:<6?}|{:3?}|", "ab", true, (), 'c');
    println!("{:x?} {:X?} {:#x?}", [10, 255], vec![171u8], Some(-1i16));
    println!("{:e} {:E} {:e} {:.2e} {:e}", 1234.5f64, 0.00012f64, 1500u32, 123456.0f64, 0.0f64);
    println!("{:.1e} {:.0e} {:.3e} {:e} {:12e}|", 1250u32, 9999u32, 17u8, i64::MIN, -5i8);
    println!("{:.0} {:.0} {:08.3} {:+}", 2.5f64, 3.5f64, -3.14159, 5);
    println!("{:6} {:<6}| {:08} {:+}", 1.5f32, 2.5f32, f64::INFINITY, f64::NAN);
}
