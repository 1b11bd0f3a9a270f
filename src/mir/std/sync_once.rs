// SPDX-License-Identifier: MIT
//
// What happens once: Once, OnceLock and LazyLock. Waiting for what the program itself is doing
// would never end, and is refused. Fields lie as in std on Linux, where a static of these types is
// bytes in the program's text.
pub mod sync {
    use crate::std;
    use std::fmt::Formatter;
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Err, Ok};
    use std::sync::atomic::Ordering::Relaxed;

    const COMPLETE: u32 = 0;
    const RUNNING: u32 = 1;
    const INCOMPLETE: u32 = 3;

    pub struct Once {
        state: std::sync::atomic::Atomic<u32>,
    }
    pub struct OnceState {}
    impl std::sync::OnceState {
        pub fn is_poisoned(&self) -> bool {
            false
        }
    }
    impl std::sync::Once {
        pub const fn new() -> std::sync::Once {
            Once { state: std::sync::atomic::Atomic::<u32>::new(INCOMPLETE) }
        }
        pub fn is_completed(&self) -> bool {
            self.state.load(Relaxed) == COMPLETE
        }
        /// Whether it is now the caller's to do.
        fn begin(&self) -> bool {
            match self.state.load(Relaxed) {
                COMPLETE => false,
                RUNNING => {
                    std::models::refuse("waiting for what the program itself is about to do once")
                }
                _ => {
                    self.state.store(RUNNING, Relaxed);
                    true
                }
            }
        }
        fn end(&self) {
            self.state.store(COMPLETE, Relaxed)
        }
        pub fn call_once<F: FnOnce()>(&self, f: F) {
            if self.begin() {
                f();
                self.end()
            }
        }
        pub fn call_once_force<F: FnOnce(&std::sync::OnceState)>(&self, f: F) {
            if self.begin() {
                f(&OnceState {});
                self.end()
            }
        }
    }
    impl std::fmt::Debug for std::sync::Once {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_struct("Once").finish_non_exhaustive()
        }
    }

    pub struct OnceLock<T> {
        once: std::sync::Once,
        value: std::cell::UnsafeCell<core::mem::MaybeUninit<T>>,
    }
    impl<T> std::sync::OnceLock<T> {
        pub const fn new() -> std::sync::OnceLock<T> {
            OnceLock {
                once: std::sync::Once::new(),
                value: std::cell::UnsafeCell::<core::mem::MaybeUninit<T>>::new(
                    core::mem::MaybeUninit::<T>::uninit(),
                ),
            }
        }
        fn place(&self) -> *mut T {
            self.value.get() as *mut T
        }
        pub fn get(&self) -> Option<&T> {
            if self.once.is_completed() {
                return Some(unsafe { &*self.place() });
            }
            None
        }
        pub fn get_mut(&mut self) -> Option<&mut T> {
            if self.once.is_completed() {
                return Some(unsafe { &mut *self.place() });
            }
            None
        }
        pub fn set(&self, value: T) -> Result<(), T> {
            if !self.once.begin() {
                return Err(value);
            }
            unsafe { core::ptr::write(self.place(), value) }
            self.once.end();
            Ok(())
        }
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
            if self.once.begin() {
                unsafe { core::ptr::write(self.place(), f()) }
                self.once.end()
            }
            unsafe { &*self.place() }
        }
        pub fn take(&mut self) -> Option<T> {
            if !self.once.is_completed() {
                return None;
            }
            self.once.state.store(INCOMPLETE, Relaxed);
            Some(unsafe { core::ptr::read(self.place()) })
        }
        pub fn into_inner(self) -> Option<T> {
            let mut whole = self;
            whole.take()
        }
    }
    impl<T> core::ops::Drop for std::sync::OnceLock<T> {
        fn drop(&mut self) {
            if self.once.is_completed() {
                unsafe { core::ptr::drop_in_place(self.place()) }
            }
        }
    }
    impl<T> std::default::Default for std::sync::OnceLock<T> {
        fn default() -> std::sync::OnceLock<T> {
            std::sync::OnceLock::<T>::new()
        }
    }
    impl<T> std::convert::From<T> for std::sync::OnceLock<T> {
        fn from(value: T) -> std::sync::OnceLock<T> {
            let made = std::sync::OnceLock::<T>::new();
            unsafe { core::ptr::write(made.place(), value) }
            made.once.end();
            made
        }
    }
    impl<T: std::clone::Clone> std::clone::Clone for std::sync::OnceLock<T> {
        fn clone(&self) -> std::sync::OnceLock<T> {
            match self.get() {
                Some(value) => std::convert::From::from(std::clone::Clone::clone(value)),
                None => std::sync::OnceLock::<T>::new(),
            }
        }
    }
    impl<T: core::cmp::PartialEq> core::cmp::PartialEq for std::sync::OnceLock<T> {
        fn eq(&self, other: &std::sync::OnceLock<T>) -> bool {
            match (self.get(), other.get()) {
                (Some(left), Some(right)) => left == right,
                (None, None) => true,
                _ => false,
            }
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::sync::OnceLock<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::cell::write_once(f, "OnceLock", self.get())
        }
    }

    pub union Data<T, F> {
        value: core::mem::ManuallyDrop<T>,
        f: core::mem::ManuallyDrop<F>,
    }
    pub struct LazyLock<T, F = fn() -> T> {
        once: std::sync::Once,
        data: std::cell::UnsafeCell<std::sync::Data<T, F>>,
    }
    impl<T, F: FnOnce() -> T> std::sync::LazyLock<T, F> {
        pub const fn new(f: F) -> std::sync::LazyLock<T, F> {
            LazyLock {
                once: std::sync::Once::new(),
                data: std::cell::UnsafeCell::<std::sync::Data<T, F>>::new(Data {
                    f: core::mem::ManuallyDrop::<F>::new(f),
                }),
            }
        }
        pub fn force(this: &std::sync::LazyLock<T, F>) -> &T {
            let place = this.data.get();
            if this.once.begin() {
                unsafe {
                    let f = core::ptr::read(place as *const F);
                    core::ptr::write(place as *mut T, f());
                }
                this.once.end()
            }
            unsafe { &*(place as *const T) }
        }
    }
    impl<T, F> core::ops::Drop for std::sync::LazyLock<T, F> {
        fn drop(&mut self) {
            let place = self.data.get();
            if self.once.is_completed() {
                unsafe { core::ptr::drop_in_place(place as *mut T) }
            } else {
                unsafe { core::ptr::drop_in_place(place as *mut F) }
            }
        }
    }
    impl<T, F: FnOnce() -> T> std::ops::Deref for std::sync::LazyLock<T, F> {
        type Target = T;
        fn deref(&self) -> &T {
            std::sync::LazyLock::<T, F>::force(self)
        }
    }
    impl<T: std::fmt::Debug, F> std::fmt::Debug for std::sync::LazyLock<T, F> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            let value = self.data.get() as *const T;
            let known =
                if self.once.is_completed() { Some(unsafe { &*value }) } else { None };
            std::cell::write_once(f, "LazyLock", known)
        }
    }
}
