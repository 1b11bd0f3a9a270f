// SPDX-License-Identifier: MIT
//
// Display, Debug and the others as traits, which a type of the program calls for what it holds.

use std::cmp::{Ordering, Reverse};
use std::fmt::{
    self, Binary, Debug, Display, LowerExp, LowerHex, Octal, Pointer, UpperExp, UpperHex,
};

struct With<T>(T, fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result);

impl<T> Display for With<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.1)(&self.0, f)
    }
}

fn show<T>(value: T, write: fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result) {
    println!("[{0}] [{0:>8}] [{0:#}]", With(value, write));
}

fn debug<T: Debug>(value: T) {
    println!("{0:?} {0:#?} {1}", With2(&value), With(&value, <&T as Debug>::fmt));
}

struct With2<'a, T>(&'a T);

impl<T: Debug> Debug for With2<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.0, f)
    }
}

fn is_same<T: Pointer>(left: &T, right: &T) -> bool {
    struct At<'a, T>(&'a T);
    impl<T: Pointer> Display for At<'_, T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            Pointer::fmt(self.0, f)
        }
    }
    format!("{}", At(left)) == format!("{}", At(right))
}

fn main() {
    let (mut a, mut x) = (200, 1.5);
    show(&a, LowerHex::fmt);
    show(&mut a, LowerHex::fmt);
    show(&a, UpperHex::fmt);
    show(&mut a, UpperHex::fmt);
    show(&a, Octal::fmt);
    show(&mut a, Octal::fmt);
    show(&a, Binary::fmt);
    show(&mut a, Binary::fmt);
    show(&x, LowerExp::fmt);
    show(&mut x, LowerExp::fmt);
    show(&x, UpperExp::fmt);
    show(&mut x, UpperExp::fmt);
    show(&mut a, Display::fmt);
    show(&mut x, Debug::fmt);

    debug(Box::new(3));
    debug([1, 2]);
    debug(Result::<i32, &str>::Err("no"));
    debug(());
    debug((1,));
    debug((1, 'b'));
    debug((1, 'b', "c"));
    debug(Ordering::Less);
    debug(Reverse(4));
    debug(std::ffi::CString::new("a\0").unwrap_err());
    debug(String::from_utf8(vec![0xFF]).unwrap_err());
    debug(std::ffi::CStr::from_bytes_with_nul(b"a").unwrap_err());

    let (first, second) = (&5, &6);
    println!("{} {}", is_same(&first, &first), is_same(&first, &second));
    let pointers: [*const i32; 2] = [first, second];
    println!("{}", is_same(&pointers[0], &pointers[1]));
    let pointer: *mut i32 = &mut a;
    println!("{}", is_same(&pointer, &pointer));
    println!("{}", is_same(&&mut a, &&mut 5));
    println!("{}", format!("{:?}", With2(&pointer)) == format!("{pointer:?}"));
    println!("{}", format!("{:?}", With2(&pointers[0])) == format!("{:p}", pointers[0]));
}
