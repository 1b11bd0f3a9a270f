// SPDX-License-Identifier: MIT
//
// Cells that are written once. OnceCell is declared in types.rs.
pub mod cell {
    use crate::std;
    use std::fmt::Formatter;
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};

    /// What `{:?}` writes of a value that may not be there yet.
    pub fn write_once<T: std::fmt::Debug>(
        f: &mut Formatter<'_>,
        name: &str,
        value: Option<&T>,
    ) -> Result<(), std::fmt::Error> {
        let mut parts = f.debug_tuple(name);
        match value {
            Some(value) => parts.field(value),
            None => parts.field(&std::fmt::Plain("<uninit>")),
        };
        parts.finish()
    }

    pub struct OnceCell<T> {
        inner: std::cell::UnsafeCell<Option<T>>,
    }
    impl<T> std::cell::OnceCell<T> {
        pub const fn new() -> std::cell::OnceCell<T> {
            OnceCell { inner: std::cell::UnsafeCell::<Option<T>>::new(None) }
        }
        pub fn get(&self) -> Option<&T> {
            unsafe { (*self.inner.get()).as_ref() }
        }
        pub fn get_mut(&mut self) -> Option<&mut T> {
            unsafe { (*self.inner.get()).as_mut() }
        }
        pub fn set(&self, value: T) -> Result<(), T> {
            if self.get().is_some() {
                return Err(value);
            }
            unsafe { *self.inner.get() = Some(value) }
            Ok(())
        }
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
            if self.get().is_none() {
                let value = f();
                if self.set(value).is_err() {
                    core::panicking::panic("reentrant init")
                }
            }
            unsafe { (*self.inner.get()).as_ref().unwrap() }
        }
        pub fn take(&mut self) -> Option<T> {
            self.inner.get_mut().take()
        }
        pub fn into_inner(self) -> Option<T> {
            self.inner.into_inner()
        }
    }
    impl<T> std::default::Default for std::cell::OnceCell<T> {
        fn default() -> std::cell::OnceCell<T> {
            std::cell::OnceCell::<T>::new()
        }
    }
    impl<T> std::convert::From<T> for std::cell::OnceCell<T> {
        fn from(value: T) -> std::cell::OnceCell<T> {
            OnceCell { inner: std::cell::UnsafeCell::<Option<T>>::new(Some(value)) }
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::cell::OnceCell<T> {
        fn clone(&self) -> std::cell::OnceCell<T> {
            match self.get() {
                Some(value) => std::convert::From::from(std::clone::Clone::clone(value)),
                None => std::cell::OnceCell::<T>::new(),
            }
        }
    }
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::cell::OnceCell<T> {
        fn eq(&self, other: &std::cell::OnceCell<T>) -> bool {
            match (self.get(), other.get()) {
                (Some(left), Some(right)) => left == right,
                (None, None) => true,
                _ => false,
            }
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::cell::OnceCell<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            write_once(f, "OnceCell", self.get())
        }
    }

    pub enum State<T, F> {
        Uninit(F),
        Init(T),
        Poisoned,
    }
    pub struct LazyCell<T, F = fn() -> T> {
        state: std::cell::UnsafeCell<std::cell::State<T, F>>,
    }
    impl<T, F: FnOnce() -> T> std::cell::LazyCell<T, F> {
        pub const fn new(f: F) -> std::cell::LazyCell<T, F> {
            LazyCell {
                state: std::cell::UnsafeCell::<std::cell::State<T, F>>::new(State::Uninit(f)),
            }
        }
        pub fn force(this: &std::cell::LazyCell<T, F>) -> &T {
            unsafe {
                let place = this.state.get();
                if let State::Uninit(_) = &*place {
                    if let State::Uninit(f) = core::mem::replace(&mut *place, State::Poisoned) {
                        *place = State::Init(f());
                    }
                }
                match &*place {
                    State::Init(value) => value,
                    _ => core::panicking::panic(
                        "LazyCell instance has previously been poisoned",
                    ),
                }
            }
        }
    }
    impl<T, F: FnOnce() -> T> std::ops::Deref for std::cell::LazyCell<T, F> {
        type Target = T;
        fn deref(&self) -> &T {
            std::cell::LazyCell::<T, F>::force(self)
        }
    }
    impl<T: std::fmt::Debug, F> std::fmt::Debug for std::cell::LazyCell<T, F> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            let known = match unsafe { &*self.state.get() } {
                State::Init(value) => Some(value),
                _ => None,
            };
            write_once(f, "LazyCell", known)
        }
    }
}
