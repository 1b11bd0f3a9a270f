// SPDX-License-Identifier: MIT
//
// Mutex and RwLock, as they are when nobody else holds them. A program has one thread: a lock that
// is held when it is taken again would be waited for without end, and that is refused. A panic ends
// the program, so that no lock is ever poisoned. Fields lie as in std on Linux, where a static of
// these types is bytes in the program's text.
pub mod sync {
    use crate::std;
    use std::fmt::Formatter;
    use std::result::Result::{self, Err, Ok};
    use std::sync::atomic::Ordering::Relaxed;

    pub struct PoisonError<T> {
        data: T,
    }
    pub enum TryLockError<T> {
        Poisoned(std::sync::PoisonError<T>),
        WouldBlock,
    }
    impl<T> std::sync::PoisonError<T> {
        pub fn new(data: T) -> std::sync::PoisonError<T> {
            PoisonError { data }
        }
        pub fn into_inner(self) -> T {
            self.data
        }
        pub fn get_ref(&self) -> &T {
            &self.data
        }
        pub fn get_mut(&mut self) -> &mut T {
            &mut self.data
        }
    }
    impl<T> std::error::Error for std::sync::PoisonError<T> {}
    impl<T> std::fmt::Debug for std::sync::PoisonError<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.debug_struct("PoisonError").finish_non_exhaustive()
        }
    }
    impl<T> std::fmt::Display for std::sync::PoisonError<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str("poisoned lock: another task failed inside")
        }
    }
    impl<T> std::error::Error for std::sync::TryLockError<T> {}
    impl<T> std::fmt::Debug for std::sync::TryLockError<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str(match self {
                TryLockError::Poisoned(_) => "\"Poisoned(..)\"",
                TryLockError::WouldBlock => "\"WouldBlock\"",
            })
        }
    }
    impl<T> std::fmt::Display for std::sync::TryLockError<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str(match self {
                TryLockError::Poisoned(_) => "poisoned lock: another task failed inside",
                TryLockError::WouldBlock => {
                    "try_lock failed because the operation would block"
                }
            })
        }
    }

    fn wait_for_ever() -> ! {
        std::models::refuse("waiting for a lock that the program itself holds")
    }

    //===--------------------------------------------------------------------------------------===//
    // Mutex
    //===--------------------------------------------------------------------------------------===//

    pub struct Mutex<T: ?Sized> {
        inner: std::sync::atomic::Atomic<u32>,
        poison: std::sync::atomic::AtomicBool,
        data: std::cell::UnsafeCell<T>,
    }
    pub struct MutexGuard<'a, T: ?Sized> {
        lock: &'a std::sync::Mutex<T>,
        is_panicking: bool,
    }
    impl<T> std::sync::Mutex<T> {
        pub const fn new(value: T) -> std::sync::Mutex<T> {
            Mutex {
                inner: std::sync::atomic::Atomic::<u32>::new(0),
                poison: std::sync::atomic::AtomicBool::new(false),
                data: std::cell::UnsafeCell::<T>::new(value),
            }
        }
        pub fn into_inner(self) -> Result<T, std::sync::PoisonError<T>> {
            Ok(self.data.into_inner())
        }
    }
    impl<T: ?Sized> std::sync::Mutex<T> {
        pub fn lock(
            &self,
        ) -> Result<std::sync::MutexGuard<'_, T>, std::sync::PoisonError<std::sync::MutexGuard<'_, T>>>
        {
            if self.inner.swap(1, Relaxed) != 0 {
                wait_for_ever()
            }
            Ok(MutexGuard { lock: self, is_panicking: false })
        }
        pub fn try_lock(
            &self,
        ) -> Result<
            std::sync::MutexGuard<'_, T>,
            std::sync::TryLockError<std::sync::MutexGuard<'_, T>>,
        > {
            if self.inner.swap(1, Relaxed) != 0 {
                return Err(TryLockError::WouldBlock);
            }
            Ok(MutexGuard { lock: self, is_panicking: false })
        }
        pub fn is_poisoned(&self) -> bool {
            self.poison.load(Relaxed)
        }
        pub fn clear_poison(&self) {
            self.poison.store(false, Relaxed)
        }
        pub fn get_mut(&mut self) -> Result<&mut T, std::sync::PoisonError<&mut T>> {
            Ok(self.data.get_mut())
        }
    }
    impl<T: ?Sized> core::ops::Drop for std::sync::MutexGuard<'_, T> {
        fn drop(&mut self) {
            self.lock.inner.store(0, Relaxed)
        }
    }
    impl<T: ?Sized> std::ops::Deref for std::sync::MutexGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {
            unsafe { &*self.lock.data.get() }
        }
    }
    impl<T: ?Sized> std::ops::DerefMut for std::sync::MutexGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {
            unsafe { &mut *self.lock.data.get() }
        }
    }
    impl<T: std::fmt::Debug + ?Sized> std::fmt::Debug for std::sync::MutexGuard<'_, T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(unsafe { &*self.lock.data.get() }, f)
        }
    }
    impl<T: std::fmt::Display + ?Sized> std::fmt::Display for std::sync::MutexGuard<'_, T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(unsafe { &*self.lock.data.get() }, f)
        }
    }
    impl<T: std::default::Default> std::default::Default for std::sync::Mutex<T> {
        fn default() -> std::sync::Mutex<T> {
            std::sync::Mutex::<T>::new(<T as std::default::Default>::default())
        }
    }
    impl<T> std::convert::From<T> for std::sync::Mutex<T> {
        fn from(value: T) -> std::sync::Mutex<T> {
            std::sync::Mutex::<T>::new(value)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::sync::Mutex<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            let held = if self.inner.load(Relaxed) != 0 { "\"<locked>\"" } else { "" };
            write_lock(f, "Mutex", held, unsafe { &*self.data.get() })
        }
    }

    // `held` stands for the value of a lock that is held.
    fn write_lock<T: std::fmt::Debug>(
        f: &mut Formatter<'_>,
        name: &str,
        held: &'static str,
        value: &T,
    ) -> Result<(), std::fmt::Error> {
        let mut parts = f.debug_struct(name);
        if held.len() != 0 {
            parts.field("data", &std::fmt::Plain(held));
        } else {
            parts.field("data", value);
        }
        parts.field("poisoned", &std::fmt::Plain("false"));
        parts.finish_non_exhaustive()
    }

    //===--------------------------------------------------------------------------------------===//
    // RwLock
    //===--------------------------------------------------------------------------------------===//

    // `state` counts readers; a writer sets it to WRITTEN.
    pub struct RwLock<T: ?Sized> {
        state: std::sync::atomic::Atomic<u32>,
        writer_notify: std::sync::atomic::Atomic<u32>,
        poison: std::sync::atomic::AtomicBool,
        data: std::cell::UnsafeCell<T>,
    }
    pub struct RwLockReadGuard<'a, T: ?Sized> {
        data: std::ptr::NonNull<T>,
        state: &'a std::sync::atomic::Atomic<u32>,
    }
    pub struct RwLockWriteGuard<'a, T: ?Sized> {
        lock: &'a std::sync::RwLock<T>,
        is_panicking: bool,
    }
    const WRITTEN: u32 = (1 << 30) - 1;

    impl<T> std::sync::RwLock<T> {
        pub const fn new(value: T) -> std::sync::RwLock<T> {
            RwLock {
                state: std::sync::atomic::Atomic::<u32>::new(0),
                writer_notify: std::sync::atomic::Atomic::<u32>::new(0),
                poison: std::sync::atomic::AtomicBool::new(false),
                data: std::cell::UnsafeCell::<T>::new(value),
            }
        }
        pub fn into_inner(self) -> Result<T, std::sync::PoisonError<T>> {
            Ok(self.data.into_inner())
        }
    }
    impl<T: ?Sized> std::sync::RwLock<T> {
        fn read_guard(&self) -> std::sync::RwLockReadGuard<'_, T> {
            self.state.fetch_add(1, Relaxed);
            RwLockReadGuard {
                data: std::ptr::NonNull { pointer: self.data.get() as *const T },
                state: &self.state,
            }
        }
        fn write_guard(&self) -> std::sync::RwLockWriteGuard<'_, T> {
            self.state.store(WRITTEN, Relaxed);
            RwLockWriteGuard { lock: self, is_panicking: false }
        }
        pub fn read(
            &self,
        ) -> Result<
            std::sync::RwLockReadGuard<'_, T>,
            std::sync::PoisonError<std::sync::RwLockReadGuard<'_, T>>,
        > {
            if self.state.load(Relaxed) == WRITTEN {
                wait_for_ever()
            }
            Ok(self.read_guard())
        }
        pub fn try_read(
            &self,
        ) -> Result<
            std::sync::RwLockReadGuard<'_, T>,
            std::sync::TryLockError<std::sync::RwLockReadGuard<'_, T>>,
        > {
            if self.state.load(Relaxed) == WRITTEN {
                return Err(TryLockError::WouldBlock);
            }
            Ok(self.read_guard())
        }
        pub fn write(
            &self,
        ) -> Result<
            std::sync::RwLockWriteGuard<'_, T>,
            std::sync::PoisonError<std::sync::RwLockWriteGuard<'_, T>>,
        > {
            if self.state.load(Relaxed) != 0 {
                wait_for_ever()
            }
            Ok(self.write_guard())
        }
        pub fn try_write(
            &self,
        ) -> Result<
            std::sync::RwLockWriteGuard<'_, T>,
            std::sync::TryLockError<std::sync::RwLockWriteGuard<'_, T>>,
        > {
            if self.state.load(Relaxed) != 0 {
                return Err(TryLockError::WouldBlock);
            }
            Ok(self.write_guard())
        }
        pub fn is_poisoned(&self) -> bool {
            self.poison.load(Relaxed)
        }
        pub fn clear_poison(&self) {
            self.poison.store(false, Relaxed)
        }
        pub fn get_mut(&mut self) -> Result<&mut T, std::sync::PoisonError<&mut T>> {
            Ok(self.data.get_mut())
        }
    }
    impl<T: ?Sized> core::ops::Drop for std::sync::RwLockReadGuard<'_, T> {
        fn drop(&mut self) {
            self.state.fetch_sub(1, Relaxed);
        }
    }
    impl<T: ?Sized> core::ops::Drop for std::sync::RwLockWriteGuard<'_, T> {
        fn drop(&mut self) {
            self.lock.state.store(0, Relaxed)
        }
    }
    impl<T: ?Sized> std::ops::Deref for std::sync::RwLockReadGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {
            unsafe { &*self.data.pointer }
        }
    }
    impl<T: ?Sized> std::ops::Deref for std::sync::RwLockWriteGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {
            unsafe { &*self.lock.data.get() }
        }
    }
    impl<T: ?Sized> std::ops::DerefMut for std::sync::RwLockWriteGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {
            unsafe { &mut *self.lock.data.get() }
        }
    }
    impl<T: std::fmt::Debug + ?Sized> std::fmt::Debug for std::sync::RwLockReadGuard<'_, T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(unsafe { &*self.data.pointer }, f)
        }
    }
    impl<T: std::fmt::Debug + ?Sized> std::fmt::Debug for std::sync::RwLockWriteGuard<'_, T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Debug::fmt(unsafe { &*self.lock.data.get() }, f)
        }
    }
    impl<T: std::fmt::Display + ?Sized> std::fmt::Display for std::sync::RwLockReadGuard<'_, T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(unsafe { &*self.data.pointer }, f)
        }
    }
    impl<T: std::fmt::Display + ?Sized> std::fmt::Display for std::sync::RwLockWriteGuard<'_, T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            std::fmt::Display::fmt(unsafe { &*self.lock.data.get() }, f)
        }
    }
    impl<T: std::default::Default> std::default::Default for std::sync::RwLock<T> {
        fn default() -> std::sync::RwLock<T> {
            std::sync::RwLock::<T>::new(<T as std::default::Default>::default())
        }
    }
    impl<T> std::convert::From<T> for std::sync::RwLock<T> {
        fn from(value: T) -> std::sync::RwLock<T> {
            std::sync::RwLock::<T>::new(value)
        }
    }
    impl<T: std::fmt::Debug> std::fmt::Debug for std::sync::RwLock<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            let held = if self.state.load(Relaxed) == WRITTEN { "<locked>" } else { "" };
            write_lock(f, "RwLock", held, unsafe { &*self.data.get() })
        }
    }
}
