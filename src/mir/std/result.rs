// SPDX-License-Identifier: MIT
pub mod result {
    use crate::std;
    use std::option::Option::{None, Some};
    use Result::{Err, Ok};

    pub enum Result<T, E> {
        Ok(T),
        Err(E),
    }

    pub struct IntoIter<T> {
        value: std::option::Option<T>,
    }
    pub struct Iter<'a, T> {
        value: std::option::Option<&'a T>,
    }
    pub struct IterMut<'a, T> {
        value: std::option::Option<&'a mut T>,
    }
    impl<T> std::iter::Iterator for std::result::IntoIter<T> {
        type Item = T;
        fn next(&mut self) -> std::option::Option<T> {
            self.value.take()
        }
    }
    impl<'a, T> std::iter::Iterator for std::result::Iter<'a, T> {
        type Item = &'a T;
        fn next(&mut self) -> std::option::Option<&'a T> {
            self.value.take()
        }
    }
    impl<'a, T> std::iter::Iterator for std::result::IterMut<'a, T> {
        type Item = &'a mut T;
        fn next(&mut self) -> std::option::Option<&'a mut T> {
            self.value.take()
        }
    }

    fn unwrap_failed<E: core::fmt::Debug>(message: &str, error: &E) -> ! {
        core::panicking::panic_fmt(core::format_args!("{message}: {error:?}"))
    }

    impl<T, E> std::result::Result<T, E> {
        pub fn is_ok(&self) -> bool {
            matches!(self, Ok(_))
        }
        pub fn is_err(&self) -> bool {
            matches!(self, Err(_))
        }
        pub fn ok(self) -> std::option::Option<T> {
            match self {
                Ok(value) => Some(value),
                Err(_) => None,
            }
        }
        pub fn err(self) -> std::option::Option<E> {
            match self {
                Ok(_) => None,
                Err(error) => Some(error),
            }
        }
        pub fn as_ref(&self) -> std::result::Result<&T, &E> {
            match self {
                Ok(value) => Ok(value),
                Err(error) => Err(error),
            }
        }
        pub fn as_mut(&mut self) -> std::result::Result<&mut T, &mut E> {
            match self {
                Ok(value) => Ok(value),
                Err(error) => Err(error),
            }
        }
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> std::result::Result<U, E> {
            match self {
                Ok(value) => Ok(f(value)),
                Err(error) => Err(error),
            }
        }
        pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {
            match self {
                Ok(value) => f(value),
                Err(_) => default,
            }
        }
        pub fn map_or_else<U, D: FnOnce(E) -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {
            match self {
                Ok(value) => f(value),
                Err(error) => default(error),
            }
        }
        pub fn map_err<O, F: FnOnce(E) -> O>(self, f: F) -> std::result::Result<T, O> {
            match self {
                Ok(value) => Ok(value),
                Err(error) => Err(f(error)),
            }
        }
        pub fn and_then<U, F>(self, f: F) -> std::result::Result<U, E>
        where
            F: FnOnce(T) -> std::result::Result<U, E>,
        {
            match self {
                Ok(value) => f(value),
                Err(error) => Err(error),
            }
        }
        pub fn or_else<O, F>(self, f: F) -> std::result::Result<T, O>
        where
            F: FnOnce(E) -> std::result::Result<T, O>,
        {
            match self {
                Ok(value) => Ok(value),
                Err(error) => f(error),
            }
        }
        pub fn unwrap_or(self, default: T) -> T {
            match self {
                Ok(value) => value,
                Err(_) => default,
            }
        }
        pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, f: F) -> T {
            match self {
                Ok(value) => value,
                Err(error) => f(error),
            }
        }
        pub fn unwrap(self) -> T
        where
            E: core::fmt::Debug,
        {
            match self {
                Ok(value) => value,
                Err(error) => {
                    unwrap_failed::<E>("called `Result::unwrap()` on an `Err` value", &error)
                }
            }
        }
        pub fn expect(self, message: &str) -> T
        where
            E: core::fmt::Debug,
        {
            match self {
                Ok(value) => value,
                Err(error) => unwrap_failed::<E>(message, &error),
            }
        }
        pub fn unwrap_or_default(self) -> T
        where
            T: std::default::Default,
        {
            match self {
                Ok(value) => value,
                Err(_) => <T as std::default::Default>::default(),
            }
        }
        pub unsafe fn unwrap_unchecked(self) -> T {
            match self {
                Ok(value) => value,
                Err(_) => core::hint::unreachable_unchecked(),
            }
        }
        pub fn is_ok_and<F: FnOnce(T) -> bool>(self, f: F) -> bool {
            match self {
                Ok(value) => f(value),
                Err(_) => false,
            }
        }
        pub fn is_err_and<F: FnOnce(E) -> bool>(self, f: F) -> bool {
            match self {
                Ok(_) => false,
                Err(error) => f(error),
            }
        }
        pub fn as_deref(&self) -> std::result::Result<&<T as std::ops::Deref>::Target, &E>
        where
            T: std::ops::Deref,
        {
            match self {
                Ok(value) => Ok(<T as std::ops::Deref>::deref(value)),
                Err(error) => Err(error),
            }
        }
        pub fn inspect<F: FnOnce(&T)>(self, f: F) -> std::result::Result<T, E> {
            if let Ok(value) = &self {
                f(value);
            }
            self
        }
        pub fn inspect_err<F: FnOnce(&E)>(self, f: F) -> std::result::Result<T, E> {
            if let Err(error) = &self {
                f(error);
            }
            self
        }
        pub fn and<U>(self, other: std::result::Result<U, E>) -> std::result::Result<U, E> {
            match self {
                Ok(_) => other,
                Err(error) => Err(error),
            }
        }
        pub fn or<F>(self, other: std::result::Result<T, F>) -> std::result::Result<T, F> {
            match self {
                Ok(value) => Ok(value),
                Err(_) => other,
            }
        }
        pub fn iter(&self) -> std::result::Iter<'_, T> {
            std::result::Iter { value: self.as_ref().ok() }
        }
        pub fn iter_mut(&mut self) -> std::result::IterMut<'_, T> {
            std::result::IterMut { value: self.as_mut().ok() }
        }
        pub fn expect_err(self, message: &str) -> E
        where
            T: core::fmt::Debug,
        {
            match self {
                Ok(value) => unwrap_failed::<T>(message, &value),
                Err(error) => error,
            }
        }
        pub fn unwrap_err(self) -> E
        where
            T: core::fmt::Debug,
        {
            match self {
                Ok(value) => {
                    unwrap_failed::<T>("called `Result::unwrap_err()` on an `Ok` value", &value)
                }
                Err(error) => error,
            }
        }
    }

    impl<T, E> std::result::Result<&T, E> {
        pub fn cloned(self) -> std::result::Result<T, E>
        where
            T: std::clone::Clone,
        {
            match self {
                Ok(value) => Ok(<T as std::clone::Clone>::clone(value)),
                Err(error) => Err(error),
            }
        }
        pub fn copied(self) -> std::result::Result<T, E>
        where
            T: Copy,
        {
            match self {
                Ok(value) => Ok(*value),
                Err(error) => Err(error),
            }
        }
    }
    impl<T, E> std::result::Result<std::option::Option<T>, E> {
        pub fn transpose(self) -> std::option::Option<std::result::Result<T, E>> {
            match self {
                Ok(Some(value)) => Some(Ok(value)),
                Ok(None) => None,
                Err(error) => Some(Err(error)),
            }
        }
    }
    impl<T, E> std::iter::IntoIterator for std::result::Result<T, E> {
        type Item = T;
        type IntoIter = std::result::IntoIter<T>;
        fn into_iter(self) -> std::result::IntoIter<T> {
            std::result::IntoIter { value: self.ok() }
        }
    }

    impl<T: std::cmp::PartialEq<T>, E: std::cmp::PartialEq<E>>
        std::cmp::PartialEq<std::result::Result<T, E>> for std::result::Result<T, E>
    {
        fn eq(&self, other: &std::result::Result<T, E>) -> bool {
            match (self, other) {
                (Ok(left), Ok(right)) => <T as std::cmp::PartialEq<T>>::eq(left, right),
                (Err(left), Err(right)) => <E as std::cmp::PartialEq<E>>::eq(left, right),
                _ => false,
            }
        }
    }

    impl<T, E> std::ops::Try for std::result::Result<T, E> {
        type Output = T;
        type Residual = std::result::Result<std::convert::Infallible, E>;
        fn branch(
            self,
        ) -> std::ops::ControlFlow<std::result::Result<std::convert::Infallible, E>, T> {
            match self {
                Ok(value) => std::ops::ControlFlow::Continue(value),
                Err(error) => std::ops::ControlFlow::Break(Err(error)),
            }
        }
        fn from_output(value: T) -> std::result::Result<T, E> {
            Ok(value)
        }
    }

    impl<T, E, F: std::convert::From<E>>
        std::ops::FromResidual<std::result::Result<std::convert::Infallible, E>>
        for std::result::Result<T, F>
    {
        fn from_residual(
            residual: std::result::Result<std::convert::Infallible, E>,
        ) -> std::result::Result<T, F> {
            match residual {
                Err(error) => Err(<F as std::convert::From<E>>::from(error)),
                Ok(never) => match never {},
            }
        }
    }
}
