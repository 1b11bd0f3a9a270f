// Texts: patterns of all kinds, pieces, numbers in them, and changes in the middle.
fn main() {
    let s = "  Hello, World! äöü  ";
    println!("[{}] [{}] [{}]", s.trim(), s.trim_start(), s.trim_end());
    println!("{}", s.to_uppercase());
    println!("{}", s.to_ascii_lowercase());
    println!("{:?}", s.find("World"));
    println!("{:?}", s.rfind('l'));
    println!("{:?}", s.find(|c: char| c.is_ascii_digit()));
    println!("{}", s.replace("l", "L"));
    println!("{}", s.replacen('l', "_", 1));
    println!("{:?}", "a,b;c".split([',', ';']).collect::<Vec<_>>());
    println!("{:?}", "a,b,c".splitn(2, ',').collect::<Vec<_>>());
    println!("{:?}", "a,b,c".rsplitn(2, ',').collect::<Vec<_>>());
    println!("{:?}", "a,b,c".rsplit(',').collect::<Vec<_>>());
    println!("{:?}", "a,b,c,".split_terminator(',').collect::<Vec<_>>());
    println!("{:?}", "aXbXc".split_inclusive('X').collect::<Vec<_>>());
    println!("{:?}", "key: value".split_once(": "));
    println!("{:?}", "path/to/file".rsplit_once('/'));
    println!("{:?}", "prefix-x".strip_prefix("prefix-"));
    println!("{:?}", "x.rs".strip_suffix(".rs"));
    println!("{}", "ab".repeat(3));
    println!("{:?}", "aé".char_indices().collect::<Vec<_>>());
    println!("{:?}", "aé".bytes().map(|b| format!("{b:02x}")).collect::<Vec<_>>());
    println!("{:?}", "xxaxx".trim_matches('x'));
    println!("{:?}", "007".trim_start_matches('0'));
    println!("{:?}", "abcabc".matches("bc").count());
    println!("{:?}", "abcabc".match_indices("bc").collect::<Vec<_>>());
    println!("{}", "abc".eq_ignore_ascii_case("ABC"));
    println!("{:?}", "abc".chars().nth(1));
    println!("{:?}", "a b\tc\n".split_ascii_whitespace().collect::<Vec<_>>());
    println!("{}", "abc" < "abd");
    println!("{:?}", "abc".cmp("ab"));
    println!(
        "{}",
        'x'.is_alphabetic() && '9'.is_numeric() && ' '.is_whitespace() && 'A'.is_uppercase()
    );
    println!("{}", 'a'.to_ascii_uppercase());
    println!("{}", 'ß'.to_uppercase());
    println!("{:?}", char::from_digit(7, 10));
    println!("{:?}", char::from_u32(0x41));
    println!("{:?} {}", 'é'.len_utf8(), 'a' as u32);
    println!("{}", char::from(65u8));
    let mut t = String::from("hello");
    t.insert(0, '>');
    t.insert_str(1, "> ");
    println!("{t} {:?}", t.pop());
    t.truncate(4);
    t.remove(0);
    println!("{t}");
    t.retain(|c| c != ' ');
    t.extend(['a', 'b']);
    t += "c";
    println!("{t} {:?}", t.drain(..1).collect::<String>());
    t.replace_range(0..1, "ZZ");
    println!("{t}");
    println!("{:?}", "line1\r\nline2\n".lines().collect::<Vec<_>>());
    println!("{:?}", "tschüß".char_indices().rev().next());
    println!("{}", String::from_utf8_lossy(b"abc\xffd"));
    println!("{:?}", String::from_utf8(vec![0xff]));
    println!("{:?}", "abc".as_bytes().iter().rev().map(|b| *b as char).collect::<String>());
    println!("{:?}", "true".parse::<bool>());
    println!("{:?} {:?}", "x".parse::<char>(), "xy".parse::<char>().is_err());
    println!("{:?} {:?}", "3.25".parse::<f64>(), "abc".parse::<f32>());
    println!("{:?}", i64::from_str_radix("-ff", 16));
    println!("{:?}", "abc".get(0..2));
    let b: Box<str> = "boxed".into();
    println!("{b}");
    let chars: Vec<char> = "xyz".chars().collect();
    println!("{}", chars.iter().collect::<String>());
    println!("{}", String::from_iter(chars));
    println!("{:?}", "a-b_c".split(&['-', '_'][..]).collect::<Vec<_>>());
    println!("{:?}", "abc".chars().all(char::is_alphanumeric));
    println!(
        "{:?}",
        "AbC"
            .chars()
            .map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
            .collect::<String>()
    );
}
