// SPDX-License-Identifier: MIT
//
// What std knows of characters and ASCII bytes, and texts that are changed in place.

fn class(letter: char) -> String {
    let answers = [
        letter.is_ascii(),
        letter.is_ascii_alphabetic(),
        letter.is_ascii_alphanumeric(),
        letter.is_ascii_uppercase(),
        letter.is_ascii_lowercase(),
        letter.is_ascii_hexdigit(),
        letter.is_ascii_punctuation(),
        letter.is_ascii_graphic(),
        letter.is_ascii_whitespace(),
        letter.is_ascii_control(),
        letter.is_control(),
        letter.is_digit(8),
    ];
    answers.iter().map(|is_so| if *is_so { '1' } else { '0' }).collect()
}

fn byte_class(byte: u8) -> String {
    let answers = [
        byte.is_ascii(),
        byte.is_ascii_alphabetic(),
        byte.is_ascii_alphanumeric(),
        byte.is_ascii_uppercase(),
        byte.is_ascii_lowercase(),
        byte.is_ascii_hexdigit(),
        byte.is_ascii_punctuation(),
        byte.is_ascii_graphic(),
        byte.is_ascii_whitespace(),
        byte.is_ascii_control(),
    ];
    answers.iter().map(|is_so| if *is_so { '1' } else { '0' }).collect()
}

fn main() {
    for letter in ['A', 'z', '7', '_', ' ', '\u{7f}', 'ß', '€'] {
        println!("{:?} {} {}", letter, class(letter), letter.len_utf16());
    }
    for byte in [b'Q', b'f', b'8', b'#', b'\t', 0, 200] {
        println!("{byte} {}", byte_class(byte));
    }
    let mut room = [0; 4];
    println!("{} {:?}", 'é'.encode_utf8(&mut room).len(), room);
    println!("{:?}", unsafe { char::from_u32_unchecked(0x3b1) });

    let (mut letter, mut byte) = ('k', b'K');
    letter.make_ascii_uppercase();
    byte.make_ascii_lowercase();
    println!("{letter} {byte}");
    letter.make_ascii_lowercase();
    byte.make_ascii_uppercase();
    println!("{letter} {byte}");
    let mut text = String::from("Grüße AUS kiel");
    text.make_ascii_uppercase();
    println!("{text} {}", text.is_ascii());
    text.as_mut_str().make_ascii_lowercase();
    println!("{text} {:?}", text.split_at_checked(3));
    println!("{:?} {:?}", text.split_at_checked(4), " \ttrim me ".trim_ascii());
    let mut bytes = *b"Mixed Case";
    bytes.make_ascii_lowercase();
    println!("{:?} {}", std::str::from_utf8(&bytes), bytes.is_ascii());
    bytes.make_ascii_uppercase();
    println!("{:?}", std::str::from_utf8(&bytes));
    println!("{} {}", "xx-yy-xx".trim_end_matches('x'), "a-b-c-d".replacen('-', "+", 2));
    let boxed: Box<str> = text.into_boxed_str();
    println!("{} {}", boxed.len(), boxed.into_string());
}
