// SPDX-License-Identifier: MIT
// CStr::to_string_lossy borrows what is UTF-8 and repairs what is not; storage of any kind as a
// slice; a bool that decides whether there is something.
use std::borrow::Cow;
use std::ffi::CStr;

fn set<S: AsRef<[u8]> + AsMut<[u8]>>(storage: &mut S, index: usize, byte: u8) -> usize {
    storage.as_mut()[index] = byte;
    storage.as_ref().len()
}

fn main() {
    let good = c"gr\u{fc}n".to_string_lossy();
    let bad = CStr::from_bytes_with_nul(b"gr\xfcn\0").unwrap().to_string_lossy();
    println!("{good} {}", matches!(good, Cow::Borrowed(_)));
    println!("{bad} {}", matches!(bad, Cow::Owned(_)));
    let mut array = [1, 2, 3];
    let mut list = vec![4, 5];
    println!("{} {}", set(&mut array, 1, 9), set(&mut list, 0, 8));
    println!("{array:?} {list:?}");
    let mut count = 0;
    let mut next = || {
        count += 1;
        count
    };
    println!("{:?} {:?}", true.then(&mut next), false.then(&mut next));
    println!("{:?} {:?}", true.then_some('a'), false.then_some('b'));
}
