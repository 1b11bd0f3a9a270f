// SPDX-License-Identifier: MIT
// String, str, CString and CStr: made, grown, compared, checked, cut and walked.

#![allow(invalid_from_utf8)]

use std::ffi::{c_char, CStr, CString};

fn same(left: &str, right: &str) {
    assert_eq!(left, right);
}

fn c_strings() {
    let text = CString::new("hello").unwrap();
    let borrowed = unsafe { CStr::from_ptr(text.as_ptr()) };
    same(borrowed.to_str().unwrap(), "hello");
    assert!(borrowed.count_bytes() == 5 && !borrowed.is_empty());
    assert!(borrowed.to_bytes_with_nul().len() == 6 && text.as_bytes_with_nul().len() == 6);
    let raw = text.clone().into_raw();
    unsafe { *raw = b'j' as c_char };
    let back = unsafe { CString::from_raw(raw) };
    same(back.as_c_str().to_str().unwrap(), "jello");
    assert_eq!(back.to_bytes().len(), 5);
    same(&back.into_string().unwrap(), "jello");
    assert!(CString::new(vec![1, 0, 2]).is_err());
    assert!(AsRef::<CStr>::as_ref(&text).to_bytes() == b"hello");
    assert_eq!(text.into_bytes().len(), 5);
    let given = CStr::from_bytes_with_nul(b"xy\0").unwrap();
    assert_eq!(given.to_owned().as_bytes(), b"xy");
    assert!(CStr::from_bytes_with_nul(b"xy").is_err());
    assert!(CStr::from_bytes_until_nul(b"x\0y").unwrap().to_bytes() == b"x");
    let unchecked = unsafe { CStr::from_bytes_with_nul_unchecked(b"z\0") };
    assert!(unsafe { *unchecked.as_ptr() } == b'z' as c_char);
    assert!(unsafe { CString::from_vec_unchecked(vec![65]) }.as_bytes() == b"A");
}

fn strings() {
    let mut text = String::from("ab");
    text.push_str("cd");
    text.push('é');
    text.push('€');
    text.push('😀');
    text += "z";
    same(&text, "abcdé€😀z");
    assert!(text.len() == 14 && text.capacity() >= 14 && text == "abcdé€😀z");
    assert!(text.pop() == Some('z') && text.pop() == Some('😀'));
    same(&text[1..3], "bc");
    same(&text.as_str()[4..], "é€");
    let other = text.clone() + "!";
    assert!(other != text && "abcdé€!" == other && other == *"abcdé€!" && other == other.clone());
    same(&5.to_string(), "5");
    same(&"x".to_owned(), String::from("x").to_string().as_str());
    assert!(String::with_capacity(4).capacity() >= 4);
    let mut code = 0;
    for letter in text.chars() {
        code = code * 3 + letter as u32;
    }
    for byte in "hi".bytes() {
        code += byte as u32;
    }
    assert_eq!(code, 44354);
    assert!(AsRef::<str>::as_ref(&text).is_char_boundary(4) && !text.is_char_boundary(5));
    text.clear();
    assert!(text.is_empty() && String::new().is_empty() && "".is_empty());
    assert_eq!(String::default().into_bytes().len(), 0);
    assert!(other.as_bytes()[0] == b'a');
    assert_eq!(Vec::<u8>::from("q").len() + Vec::<u8>::from(String::from("rs")).len(), 3);
}

fn checks() {
    same(&String::from_utf8(vec![104, 105]).unwrap(), "hi");
    assert!(String::from_utf8(vec![0xc0]).is_err());
    same(&unsafe { String::from_utf8_unchecked(vec![104]) }, "h");
    same(unsafe { std::str::from_utf8_unchecked(b"ok") }, "ok");
    assert!(std::str::from_utf8(&[b'a', 0xff]).err().unwrap().valid_up_to() == 1);
    assert!(std::str::from_utf8(&[0xed, 0xa0, 0x80]).is_err());
    assert!(std::str::from_utf8("é€😀".as_bytes()).is_ok());
    assert!("abc".starts_with("ab") && "abc".ends_with("c") && "abc".contains("b"));
    assert!(!"abc".contains("d") && std::hint::black_box("x").len() == 1);
    same(&format!("{}-{:?}", 5, "x"), "5-\"x\"");
}

fn main() {
    c_strings();
    strings();
    checks();
}
