// SPDX-License-Identifier: MIT
pub mod option {
    use crate::std;
    use Option::{None, Some};

    pub enum Option<T> {
        None,
        Some(T),
    }

    pub struct IntoIter<T> {
        pub value: std::option::Option<T>,
    }
    pub struct Iter<'a, T> {
        pub value: std::option::Option<&'a T>,
    }
    pub struct IterMut<'a, T> {
        pub value: std::option::Option<&'a mut T>,
    }

    impl<T> std::option::Option<T> {
        pub fn is_some(&self) -> bool {
            matches!(self, Some(_))
        }
        pub fn is_none(&self) -> bool {
            matches!(self, None)
        }
        pub fn is_some_and<F: FnOnce(T) -> bool>(self, f: F) -> bool {
            match self {
                Some(value) => f(value),
                None => false,
            }
        }
        pub fn is_none_or<F: FnOnce(T) -> bool>(self, f: F) -> bool {
            match self {
                Some(value) => f(value),
                None => true,
            }
        }
        pub fn as_ref(&self) -> std::option::Option<&T> {
            match self {
                Some(value) => Some(value),
                None => None,
            }
        }
        pub fn as_mut(&mut self) -> std::option::Option<&mut T> {
            match self {
                Some(value) => Some(value),
                None => None,
            }
        }
        pub fn expect(self, message: &str) -> T {
            match self {
                Some(value) => value,
                None => core::panicking::panic_display(&message),
            }
        }
        pub fn unwrap(self) -> T {
            match self {
                Some(value) => value,
                None => core::panicking::panic("called `Option::unwrap()` on a `None` value"),
            }
        }
        pub unsafe fn unwrap_unchecked(self) -> T {
            match self {
                Some(value) => value,
                None => core::hint::unreachable_unchecked(),
            }
        }
        pub fn unwrap_or(self, default: T) -> T {
            match self {
                Some(value) => value,
                None => default,
            }
        }
        pub fn unwrap_or_else<F: FnOnce() -> T>(self, f: F) -> T {
            match self {
                Some(value) => value,
                None => f(),
            }
        }
        pub fn unwrap_or_default(self) -> T
        where
            T: std::default::Default,
        {
            match self {
                Some(value) => value,
                None => <T as std::default::Default>::default(),
            }
        }
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> std::option::Option<U> {
            match self {
                Some(value) => Some(f(value)),
                None => None,
            }
        }
        pub fn as_deref(&self) -> std::option::Option<&<T as std::ops::Deref>::Target>
        where
            T: std::ops::Deref,
        {
            match self {
                Some(value) => Some(<T as std::ops::Deref>::deref(value)),
                None => None,
            }
        }
        pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {
            match self {
                Some(value) => f(value),
                None => default,
            }
        }
        pub fn map_or_else<U, D: FnOnce() -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {
            match self {
                Some(value) => f(value),
                None => default(),
            }
        }
        pub fn inspect<F: FnOnce(&T)>(self, f: F) -> std::option::Option<T> {
            match self {
                Some(value) => {
                    f(&value);
                    Some(value)
                }
                None => None,
            }
        }
        pub fn ok_or<E>(self, error: E) -> std::result::Result<T, E> {
            match self {
                Some(value) => std::result::Result::Ok(value),
                None => std::result::Result::Err(error),
            }
        }
        pub fn ok_or_else<E, F: FnOnce() -> E>(self, f: F) -> std::result::Result<T, E> {
            match self {
                Some(value) => std::result::Result::Ok(value),
                None => std::result::Result::Err(f()),
            }
        }
        pub fn and<U>(self, other: std::option::Option<U>) -> std::option::Option<U> {
            match self {
                Some(_) => other,
                None => None,
            }
        }
        pub fn and_then<U, F>(self, f: F) -> std::option::Option<U>
        where
            F: FnOnce(T) -> std::option::Option<U>,
        {
            match self {
                Some(value) => f(value),
                None => None,
            }
        }
        pub fn filter<P: FnOnce(&T) -> bool>(self, predicate: P) -> std::option::Option<T> {
            if let Some(value) = self {
                if predicate(&value) {
                    return Some(value);
                }
            }
            None
        }
        pub fn or(self, other: std::option::Option<T>) -> std::option::Option<T> {
            match self {
                Some(value) => Some(value),
                None => other,
            }
        }
        pub fn or_else<F>(self, f: F) -> std::option::Option<T>
        where
            F: FnOnce() -> std::option::Option<T>,
        {
            match self {
                Some(value) => Some(value),
                None => f(),
            }
        }
        pub fn insert(&mut self, value: T) -> &mut T {
            *self = Some(value);
            match self {
                Some(value) => value,
                None => unsafe { core::hint::unreachable_unchecked() },
            }
        }
        pub fn get_or_insert_with<F: FnOnce() -> T>(&mut self, f: F) -> &mut T {
            if let None = self {
                *self = Some(f());
            }
            match self {
                Some(value) => value,
                None => unsafe { core::hint::unreachable_unchecked() },
            }
        }
        pub fn take(&mut self) -> std::option::Option<T> {
            core::mem::replace(self, None)
        }
        pub fn replace(&mut self, value: T) -> std::option::Option<T> {
            core::mem::replace(self, Some(value))
        }
    }

    impl<T: std::clone::Clone> std::option::Option<&T> {
        pub fn cloned(self) -> std::option::Option<T> {
            match self {
                Some(value) => Some(<T as std::clone::Clone>::clone(value)),
                None => None,
            }
        }
        pub fn copied(self) -> std::option::Option<T>
        where
            T: Copy,
        {
            match self {
                Some(value) => Some(*value),
                None => None,
            }
        }
    }

    impl<T: std::clone::Clone> std::clone::Clone for std::option::Option<T> {
        fn clone(&self) -> std::option::Option<T> {
            match self {
                Some(value) => Some(<T as std::clone::Clone>::clone(value)),
                None => None,
            }
        }
    }

    impl<T: std::cmp::PartialEq<T>> std::cmp::PartialEq<std::option::Option<T>>
        for std::option::Option<T>
    {
        fn eq(&self, other: &std::option::Option<T>) -> bool {
            match (self, other) {
                (Some(left), Some(right)) => <T as std::cmp::PartialEq<T>>::eq(left, right),
                (None, None) => true,
                _ => false,
            }
        }
    }

    impl<T> std::default::Default for std::option::Option<T> {
        fn default() -> std::option::Option<T> {
            None
        }
    }

    impl<T> std::convert::From<T> for std::option::Option<T> {
        fn from(value: T) -> std::option::Option<T> {
            Some(value)
        }
    }

    impl<T> std::ops::Try for std::option::Option<T> {
        type Output = T;
        type Residual = std::option::Option<std::convert::Infallible>;
        fn branch(self) -> std::ops::ControlFlow<std::option::Option<std::convert::Infallible>, T> {
            match self {
                Some(value) => std::ops::ControlFlow::Continue(value),
                None => std::ops::ControlFlow::Break(None),
            }
        }
        fn from_output(value: T) -> std::option::Option<T> {
            Some(value)
        }
    }

    impl<T> std::ops::FromResidual<std::option::Option<std::convert::Infallible>>
        for std::option::Option<T>
    {
        fn from_residual(
            _residual: std::option::Option<std::convert::Infallible>,
        ) -> std::option::Option<T> {
            None
        }
    }
}
