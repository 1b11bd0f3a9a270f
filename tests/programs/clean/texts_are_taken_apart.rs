// SPDX-License-Identifier: MIT
//
// Trimming, searching, splitting and reading integers from text.

use std::num::ParseIntError;

fn sum(line: &str) -> Result<i32, ParseIntError> {
    let mut total = 0;
    for word in line.split(',') {
        total += word.trim().parse::<i32>()?;
    }
    Ok(total)
}

fn main() {
    println!("[{}] [{}] [{}]", " \ta b\n".trim(), " x ".trim_start(), "\u{2003}y\u{a0}".trim_end());
    println!("{:?} {:?} {:?}", "señal".find('l'), "a::b".find("::"), "abc".find('z'));
    println!("{:?} {:?}", "key=value=x".split_once('='), "none".split_once(": "));
    println!("{:?}", "a--b----c".split("--").collect::<Vec<_>>());
    println!("{:?} {:?}", "".split(',').count(), "né".split("").collect::<Vec<&str>>());
    println!("{:?}", "one\r\ntwo\n\nfour".lines().collect::<Vec<_>>());
    println!("{:?}", "  many   words here ".split_whitespace().collect::<Vec<_>>());
    println!("{:?} {:?}", sum("1, 2,-13"), sum("4,five"));
    println!("{:?} {:?} {:?}", "255".parse::<u8>(), "256".parse::<u8>(), "-129".parse::<i8>());
    println!("{:?} {:?} {:?}", "-128".parse::<i8>(), "+7".parse::<u64>(), "-7".parse::<u64>());
    println!("{:?} {:?} {:?}", "".parse::<i64>(), "-".parse::<i64>(), "true".parse::<bool>());
    println!("{}", i128::MIN.to_string().parse::<i128>().ok() == Some(i128::MIN));
    println!("{}", "x".parse::<usize>().unwrap_err());
}
