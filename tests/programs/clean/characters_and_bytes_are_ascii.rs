// SPDX-License-Identifier: MIT
//
// What ASCII knows of characters, bytes, texts and lists of bytes, and cases beyond it.

fn main() {
    println!("{} {}", 'É'.to_lowercase(), 'K'.to_lowercase().count());
    println!("{} {}", 'a'.eq_ignore_ascii_case(&'A'), 'a'.eq_ignore_ascii_case(&'b'));
    println!("{} {}", b'7'.is_ascii_digit(), b'x'.is_ascii_digit());
    println!("{} {}", b'x'.to_ascii_uppercase(), b'X'.to_ascii_lowercase());
    println!("{}", b'x'.eq_ignore_ascii_case(&b'X'));
    println!("{:?}", b"ab1".to_ascii_uppercase());
    println!("{:?}", b"AB1".to_ascii_lowercase());
    println!("{}", b"Ab".eq_ignore_ascii_case(b"aB"));
    println!("{}", "straße".to_ascii_uppercase());
    println!("{}", unsafe { char::from_u32_unchecked(0x41) });
    println!("{}", unsafe { std::char::from_u32_unchecked(0x42) });

    println!("{:?} {:?}", char::try_from(0x61u32), char::try_from(0xD800u32));
    println!("{:?} {:?}", u8::try_from('ÿ'), u8::try_from('Ā'));
    for error in [char::try_from(0x110000u32).unwrap_err()] {
        println!("{error}");
    }
    println!("{}", u8::try_from('Ā').unwrap_err());
    println!("{:?} {:?}", "".parse::<char>(), "ab".parse::<char>());
    println!("{}; {}", "".parse::<char>().unwrap_err(), "ab".parse::<char>().unwrap_err());
}
