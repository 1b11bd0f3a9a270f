// SPDX-License-Identifier: MIT
// CStr and CString as values: shown, compared, ordered, hashed, cloned, and borrowed or owned.
use std::borrow::Cow;
use std::collections::HashSet;
use std::ffi::{c_char, CStr, CString};

extern "C" {
    fn spell(number: i32) -> *const c_char;
}

fn name(number: i32) -> Cow<'static, CStr> {
    if number < 3 {
        Cow::from(unsafe { CStr::from_ptr(spell(number)) })
    } else {
        Cow::from(CString::new(format!("n{number}")).unwrap())
    }
}

fn main() {
    let names: Vec<Cow<CStr>> = (0..5).map(name).collect();
    println!("{names:?}");
    let strange = CStr::from_bytes_with_nul(b"a\"'\\\n\xc3\xa9\xff\xe2\x82x\x01\x7f\0").unwrap();
    println!("{strange:?} {:?} {:?}", CString::from(strange), CString::default());
    println!("{} {}", *strange == *c"a", c"b".to_owned() == CString::new("b").unwrap());
    println!("{:?}", c"abc".cmp(c"abd"));
    let mut all: HashSet<CString> = names.iter().map(|name| name.clone().into_owned()).collect();
    println!("{} {}", all.insert(c"two".to_owned()), all.insert(c"three".to_owned()));
    let mut sorted: Vec<CString> = all.into_iter().collect();
    sorted.sort();
    println!("{sorted:?}");
}
