// SPDX-License-Identifier: MIT
//
// Options as lists of one value at most, options of options, results and pairs.
pub mod option_parts {
    use crate::std;
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    impl<T> std::option::Option<T> {
        pub fn iter(&self) -> std::option::Iter<'_, T> {
            std::option::Iter { value: self.as_ref() }
        }
        pub fn iter_mut(&mut self) -> std::option::IterMut<'_, T> {
            std::option::IterMut { value: self.as_mut() }
        }
        pub fn as_slice(&self) -> &[T] {
            match self {
                Some(value) => unsafe { core::slice::from_raw_parts(value, 1) },
                None => &[],
            }
        }
        pub fn as_deref_mut(&mut self) -> Option<&mut <T as std::ops::Deref>::Target>
        where
            T: std::ops::DerefMut,
        {
            match self {
                Some(value) => Some(<T as std::ops::DerefMut>::deref_mut(value)),
                None => None,
            }
        }
        pub fn xor(self, other: Option<T>) -> Option<T> {
            match (self, other) {
                (Some(value), None) => Some(value),
                (None, Some(value)) => Some(value),
                _ => None,
            }
        }
        pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)> {
            match (self, other) {
                (Some(left), Some(right)) => Some((left, right)),
                _ => None,
            }
        }
        pub fn get_or_insert(&mut self, value: T) -> &mut T {
            if self.is_none() {
                *self = Some(value);
            }
            unsafe { self.as_mut().unwrap_unchecked() }
        }
        pub fn get_or_insert_default(&mut self) -> &mut T
        where
            T: std::default::Default,
        {
            self.get_or_insert_with(<T as std::default::Default>::default)
        }
        pub fn take_if<P: FnOnce(&mut T) -> bool>(&mut self, predicate: P) -> Option<T> {
            if let Some(value) = self {
                if predicate(value) {
                    return self.take();
                }
            }
            None
        }
    }
    impl<T> std::option::Option<std::option::Option<T>> {
        pub fn flatten(self) -> Option<T> {
            match self {
                Some(inner) => inner,
                None => None,
            }
        }
    }
    impl<T, E> std::option::Option<std::result::Result<T, E>> {
        pub fn transpose(self) -> Result<Option<T>, E> {
            match self {
                Some(Ok(value)) => Ok(Some(value)),
                Some(Err(error)) => Err(error),
                None => Ok(None),
            }
        }
    }
    impl<T, U> std::option::Option<(T, U)> {
        pub fn unzip(self) -> (Option<T>, Option<U>) {
            match self {
                Some((left, right)) => (Some(left), Some(right)),
                None => (None, None),
            }
        }
    }
    impl<T> std::option::Option<&mut T> {
        pub fn cloned(self) -> Option<T>
        where
            T: std::clone::Clone,
        {
            match self {
                Some(value) => Some(<T as std::clone::Clone>::clone(value)),
                None => None,
            }
        }
        pub fn copied(self) -> Option<T>
        where
            T: Copy,
        {
            match self {
                Some(value) => Some(*value),
                None => None,
            }
        }
    }
    impl<T> std::iter::IntoIterator for std::option::Option<T> {
        type Item = T;
        type IntoIter = std::option::IntoIter<T>;
        fn into_iter(self) -> std::option::IntoIter<T> {
            std::option::IntoIter { value: self }
        }
    }
    impl<'a, T> std::iter::IntoIterator for &'a std::option::Option<T> {
        type Item = &'a T;
        type IntoIter = std::option::Iter<'a, T>;
        fn into_iter(self) -> std::option::Iter<'a, T> {
            self.iter()
        }
    }
    impl<'a, T> std::iter::IntoIterator for &'a mut std::option::Option<T> {
        type Item = &'a mut T;
        type IntoIter = std::option::IterMut<'a, T>;
        fn into_iter(self) -> std::option::IterMut<'a, T> {
            self.iter_mut()
        }
    }
    impl<T> std::iter::Iterator for std::option::IntoIter<T> {
        type Item = T;
        fn next(&mut self) -> Option<T> {
            self.value.take()
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (self.value.is_some() as usize, Some(self.value.is_some() as usize))
        }
    }
    impl<T> std::iter::DoubleEndedIterator for std::option::IntoIter<T> {
        fn next_back(&mut self) -> Option<T> {
            self.value.take()
        }
    }
    impl<'a, T> std::iter::Iterator for std::option::Iter<'a, T> {
        type Item = &'a T;
        fn next(&mut self) -> Option<&'a T> {
            self.value.take()
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (self.value.is_some() as usize, Some(self.value.is_some() as usize))
        }
    }
    impl<'a, T> std::iter::DoubleEndedIterator for std::option::Iter<'a, T> {
        fn next_back(&mut self) -> Option<&'a T> {
            self.value.take()
        }
    }
    impl<'a, T> std::iter::Iterator for std::option::IterMut<'a, T> {
        type Item = &'a mut T;
        fn next(&mut self) -> Option<&'a mut T> {
            self.value.take()
        }
    }
}
