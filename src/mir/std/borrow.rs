// SPDX-License-Identifier: MIT
pub mod borrow {
    use crate::std;

    pub trait Borrow<T: ?Sized> {
        fn borrow(&self) -> &T;
    }
    pub trait BorrowMut<T: ?Sized>: std::borrow::Borrow<T> {
        fn borrow_mut(&mut self) -> &mut T;
    }
    impl<T: ?Sized> std::borrow::Borrow<T> for T {
        fn borrow(&self) -> &T {
            self
        }
    }
    impl<T: ?Sized> std::borrow::BorrowMut<T> for T {
        fn borrow_mut(&mut self) -> &mut T {
            self
        }
    }
    impl<T: ?Sized> std::borrow::Borrow<T> for &T {
        fn borrow(&self) -> &T {
            &**self
        }
    }
    impl<T: ?Sized> std::borrow::BorrowMut<T> for &mut T {
        fn borrow_mut(&mut self) -> &mut T {
            &mut **self
        }
    }
    impl<T: ?Sized> std::borrow::Borrow<T> for &mut T {
        fn borrow(&self) -> &T {
            &**self
        }
    }
    impl<T: ?Sized> std::borrow::Borrow<T> for std::boxed::Box<T> {
        fn borrow(&self) -> &T {
            unsafe { &*self.0.pointer.pointer }
        }
    }
    impl std::borrow::Borrow<str> for std::string::String {
        fn borrow(&self) -> &str {
            self.as_str()
        }
    }
    impl<T> std::borrow::Borrow<[T]> for std::vec::Vec<T> {
        fn borrow(&self) -> &[T] {
            self.as_slice()
        }
    }
    impl<T, const N: usize> std::borrow::Borrow<[T]> for [T; N] {
        fn borrow(&self) -> &[T] {
            self
        }
    }

    pub trait ToOwned {
        type Owned: std::borrow::Borrow<Self>;
        fn to_owned(&self) -> Self::Owned;
    }
    impl<T: std::clone::Clone> std::borrow::ToOwned for T {
        type Owned = T;
        fn to_owned(&self) -> T {
            self.clone()
        }
    }
    impl std::borrow::ToOwned for str {
        type Owned = std::string::String;
        fn to_owned(&self) -> std::string::String {
            <std::string::String as std::convert::From<&str>>::from(self)
        }
    }
    impl<T: std::clone::Clone> std::borrow::ToOwned for [T] {
        type Owned = std::vec::Vec<T>;
        fn to_owned(&self) -> std::vec::Vec<T> {
            <std::vec::Vec<T> as std::convert::From<&[T]>>::from(self)
        }
    }

    pub enum Cow<'a, B: std::borrow::ToOwned + ?Sized> {
        Borrowed(&'a B),
        Owned(<B as std::borrow::ToOwned>::Owned),
    }
    impl<'a, B: std::borrow::ToOwned + ?Sized> std::borrow::Cow<'a, B> {
        pub fn into_owned(self) -> <B as std::borrow::ToOwned>::Owned {
            match self {
                Cow::Borrowed(value) => value.to_owned(),
                Cow::Owned(value) => value,
            }
        }
        pub fn to_mut(&mut self) -> &mut <B as std::borrow::ToOwned>::Owned {
            if let Cow::Borrowed(value) = self {
                *self = Cow::Owned(value.to_owned());
            }
            match self {
                Cow::Owned(value) => value,
                Cow::Borrowed(_) => unsafe { core::hint::unreachable_unchecked() },
            }
        }
    }
    fn lent<'a, B: std::borrow::ToOwned + ?Sized>(cow: &'a Cow<'_, B>) -> &'a B {
        match cow {
            Cow::Borrowed(value) => value,
            Cow::Owned(value) => std::borrow::Borrow::borrow(value),
        }
    }
    impl<B: std::borrow::ToOwned + ?Sized> std::ops::Deref for std::borrow::Cow<'_, B> {
        type Target = B;
        fn deref(&self) -> &B {
            lent(self)
        }
    }
    impl<B: std::borrow::ToOwned + ?Sized> std::convert::AsRef<B> for std::borrow::Cow<'_, B> {
        fn as_ref(&self) -> &B {
            lent(self)
        }
    }
    impl<'a, B: std::borrow::ToOwned + ?Sized> std::borrow::Borrow<B> for std::borrow::Cow<'a, B> {
        fn borrow(&self) -> &B {
            lent(self)
        }
    }
    impl<'a, B: std::borrow::ToOwned + ?Sized> std::clone::Clone for std::borrow::Cow<'a, B> {
        fn clone(&self) -> std::borrow::Cow<'a, B> {
            match self {
                Cow::Borrowed(value) => Cow::Borrowed(value),
                Cow::Owned(value) => {
                    let lent: &B = std::borrow::Borrow::borrow(value);
                    Cow::Owned(lent.to_owned())
                }
            }
        }
    }
    impl<B: std::fmt::Display + std::borrow::ToOwned + ?Sized> std::fmt::Display
        for std::borrow::Cow<'_, B>
    {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(lent(self), f)
        }
    }
    impl<B: std::fmt::Debug + std::borrow::ToOwned + ?Sized> std::fmt::Debug
        for std::borrow::Cow<'_, B>
    {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(lent(self), f)
        }
    }
    impl<'a, 'b, B: std::borrow::ToOwned + std::cmp::PartialEq<B> + ?Sized>
        std::cmp::PartialEq<std::borrow::Cow<'b, B>> for std::borrow::Cow<'a, B>
    {
        fn eq(&self, other: &std::borrow::Cow<'b, B>) -> bool {
            std::cmp::PartialEq::eq(lent(self), lent(other))
        }
    }
    impl<'a> std::cmp::PartialEq<str> for std::borrow::Cow<'a, str> {
        fn eq(&self, other: &str) -> bool {
            std::string::same(lent(self).as_bytes(), other.as_bytes())
        }
    }
    impl<'a> std::cmp::PartialEq<&str> for std::borrow::Cow<'a, str> {
        fn eq(&self, other: &&str) -> bool {
            std::string::same(lent(self).as_bytes(), other.as_bytes())
        }
    }
    impl<'a> std::convert::From<&'a str> for std::borrow::Cow<'a, str> {
        fn from(text: &'a str) -> std::borrow::Cow<'a, str> {
            Cow::Borrowed(text)
        }
    }
    impl<'a> std::convert::From<std::string::String> for std::borrow::Cow<'a, str> {
        fn from(text: std::string::String) -> std::borrow::Cow<'a, str> {
            Cow::Owned(text)
        }
    }
    impl<'a> std::convert::From<&'a std::string::String> for std::borrow::Cow<'a, str> {
        fn from(text: &'a std::string::String) -> std::borrow::Cow<'a, str> {
            Cow::Borrowed(text.as_str())
        }
    }
    impl<'a, T: std::clone::Clone> std::convert::From<&'a [T]> for std::borrow::Cow<'a, [T]> {
        fn from(list: &'a [T]) -> std::borrow::Cow<'a, [T]> {
            Cow::Borrowed(list)
        }
    }
    impl<'a, T: std::clone::Clone> std::convert::From<std::vec::Vec<T>> for std::borrow::Cow<'a, [T]> {
        fn from(list: std::vec::Vec<T>) -> std::borrow::Cow<'a, [T]> {
            Cow::Owned(list)
        }
    }
    impl<'a> std::convert::From<std::borrow::Cow<'a, str>> for std::string::String {
        fn from(text: std::borrow::Cow<'a, str>) -> std::string::String {
            text.into_owned()
        }
    }
}
