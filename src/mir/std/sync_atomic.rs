// SPDX-License-Identifier: MIT
//
// Atomics. A program has one thread, so an access is an ordinary one, whose checks it has: what is
// not initialised, or may not be written, is an error. What reads and writes needs memory that may
// be written even where it leaves the value as it is, as Miri asks.
//
// Atomic<T> stands for the types of integers, whose names are in types.rs.
pub mod sync {
    pub mod atomic {
        use crate::builtin;
        use crate::std;
        use std::option::Option::{self, None, Some};
        use std::result::Result::{self, Err, Ok};

        #[derive(Clone, Copy)]
        pub enum Ordering {
            Relaxed,
            Release,
            Acquire,
            AcqRel,
            SeqCst,
        }
        impl core::cmp::PartialEq for std::sync::atomic::Ordering {
            fn eq(&self, other: &std::sync::atomic::Ordering) -> bool {
                *self as u8 == *other as u8
            }
        }
        impl core::cmp::Eq for std::sync::atomic::Ordering {}
        impl std::fmt::Debug for std::sync::atomic::Ordering {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
                f.write_str(match self {
                    Ordering::Relaxed => "Relaxed",
                    Ordering::Release => "Release",
                    Ordering::Acquire => "Acquire",
                    Ordering::AcqRel => "AcqRel",
                    Ordering::SeqCst => "SeqCst",
                })
            }
        }

        pub struct Atomic<T> {
            v: std::cell::UnsafeCell<T>,
        }
        pub struct AtomicBool {
            v: std::cell::UnsafeCell<u8>,
        }
        pub struct AtomicPtr<T> {
            p: std::cell::UnsafeCell<*mut T>,
        }

        fn check_fence(order: std::sync::atomic::Ordering) {
            if let Ordering::Relaxed = order {
                core::panicking::panic("there is no such thing as a relaxed fence")
            }
        }
        pub fn fence(order: std::sync::atomic::Ordering) {
            check_fence(order)
        }
        pub fn compiler_fence(order: std::sync::atomic::Ordering) {
            check_fence(order)
        }

        unsafe fn load<T: Copy>(place: *const T, order: std::sync::atomic::Ordering) -> T {
            match order {
                Ordering::Release => {
                    core::panicking::panic("there is no such thing as a release load")
                }
                Ordering::AcqRel => {
                    core::panicking::panic("there is no such thing as an acquire-release load")
                }
                _ => *place,
            }
        }
        unsafe fn store<T: Copy>(place: *mut T, value: T, order: std::sync::atomic::Ordering) {
            match order {
                Ordering::Acquire => {
                    core::panicking::panic("there is no such thing as an acquire store")
                }
                Ordering::AcqRel => {
                    core::panicking::panic("there is no such thing as an acquire-release store")
                }
                _ => *place = value,
            }
        }
        unsafe fn swap<T: Copy>(place: *mut T, value: T) -> T {
            let old = *place;
            *place = value;
            old
        }
        unsafe fn exchange<T: Copy + core::cmp::PartialEq>(
            place: *mut T,
            current: T,
            new: T,
            failure: std::sync::atomic::Ordering,
        ) -> Result<T, T> {
            match failure {
                Ordering::Release => {
                    core::panicking::panic("there is no such thing as a release failure ordering")
                }
                Ordering::AcqRel => core::panicking::panic(
                    "there is no such thing as an acquire-release failure ordering",
                ),
                _ => {}
            }
            let old = *place;
            if old == current {
                *place = new;
                return Ok(old);
            }
            *place = old;
            Err(old)
        }

        impl<T: builtin::Integer> std::sync::atomic::Atomic<T> {
            pub const fn new(value: T) -> std::sync::atomic::Atomic<T> {
                Atomic { v: std::cell::UnsafeCell::<T>::new(value) }
            }
            pub const unsafe fn from_ptr<'a>(place: *mut T) -> &'a std::sync::atomic::Atomic<T> {
                &*(place as *const std::sync::atomic::Atomic<T>)
            }
            pub fn get_mut(&mut self) -> &mut T {
                self.v.get_mut()
            }
            pub fn into_inner(self) -> T {
                self.v.into_inner()
            }
            pub const fn as_ptr(&self) -> *mut T {
                self.v.get()
            }
            pub fn load(&self, order: std::sync::atomic::Ordering) -> T {
                unsafe { load(self.v.get(), order) }
            }
            pub fn store(&self, value: T, order: std::sync::atomic::Ordering) {
                unsafe { store(self.v.get(), value, order) }
            }
            pub fn swap(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                unsafe { swap(self.v.get(), value) }
            }
            pub fn compare_exchange(
                &self,
                current: T,
                new: T,
                _success: std::sync::atomic::Ordering,
                failure: std::sync::atomic::Ordering,
            ) -> Result<T, T> {
                unsafe { exchange(self.v.get(), current, new, failure) }
            }
            pub fn compare_exchange_weak(
                &self,
                current: T,
                new: T,
                _success: std::sync::atomic::Ordering,
                failure: std::sync::atomic::Ordering,
            ) -> Result<T, T> {
                unsafe { exchange(self.v.get(), current, new, failure) }
            }
            pub fn fetch_add(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                let sum = std::models::overflowing_add(unsafe { *self.v.get() }, value).0;
                unsafe { swap(self.v.get(), sum) }
            }
            pub fn fetch_sub(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                let difference = std::models::overflowing_sub(unsafe { *self.v.get() }, value).0;
                unsafe { swap(self.v.get(), difference) }
            }
            pub fn fetch_and(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                unsafe { swap(self.v.get(), *self.v.get() & value) }
            }
            pub fn fetch_nand(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                unsafe { swap(self.v.get(), !(*self.v.get() & value)) }
            }
            pub fn fetch_or(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                unsafe { swap(self.v.get(), *self.v.get() | value) }
            }
            pub fn fetch_xor(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                unsafe { swap(self.v.get(), *self.v.get() ^ value) }
            }
            pub fn fetch_max(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                let old = unsafe { *self.v.get() };
                unsafe { swap(self.v.get(), if value > old { value } else { old }) }
            }
            pub fn fetch_min(&self, value: T, _order: std::sync::atomic::Ordering) -> T {
                let old = unsafe { *self.v.get() };
                unsafe { swap(self.v.get(), if value < old { value } else { old }) }
            }
            pub fn fetch_update<F: FnMut(T) -> Option<T>>(
                &self,
                _set: std::sync::atomic::Ordering,
                fetch: std::sync::atomic::Ordering,
                f: F,
            ) -> Result<T, T> {
                unsafe { update(self.v.get(), fetch, f) }
            }
        }
        unsafe fn update<T: Copy, F: FnMut(T) -> Option<T>>(
            place: *mut T,
            fetch: std::sync::atomic::Ordering,
            f: F,
        ) -> Result<T, T> {
            let mut f = f;
            let old = load(place, fetch);
            match f(old) {
                Some(new) => Ok(swap(place, new)),
                None => Err(old),
            }
        }
        impl<T: builtin::Integer> std::default::Default for std::sync::atomic::Atomic<T> {
            fn default() -> std::sync::atomic::Atomic<T> {
                std::sync::atomic::Atomic::<T>::new(std::models::convert::<u8, T>(0).0)
            }
        }
        impl<T: builtin::Integer> std::convert::From<T> for std::sync::atomic::Atomic<T> {
            fn from(value: T) -> std::sync::atomic::Atomic<T> {
                std::sync::atomic::Atomic::<T>::new(value)
            }
        }
        impl<T: builtin::Integer + std::fmt::Debug> std::fmt::Debug for std::sync::atomic::Atomic<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
                std::fmt::Debug::fmt(&self.load(Ordering::Relaxed), f)
            }
        }

        impl std::sync::atomic::AtomicBool {
            pub const fn new(value: bool) -> std::sync::atomic::AtomicBool {
                AtomicBool { v: std::cell::UnsafeCell::<u8>::new(value as u8) }
            }
            pub const unsafe fn from_ptr<'a>(place: *mut bool) -> &'a std::sync::atomic::AtomicBool {
                &*(place as *const std::sync::atomic::AtomicBool)
            }
            pub fn get_mut(&mut self) -> &mut bool {
                unsafe { &mut *self.as_ptr() }
            }
            pub fn into_inner(self) -> bool {
                self.v.into_inner() != 0
            }
            pub const fn as_ptr(&self) -> *mut bool {
                self.v.get() as *mut bool
            }
            pub fn load(&self, order: std::sync::atomic::Ordering) -> bool {
                unsafe { load(self.v.get(), order) != 0 }
            }
            pub fn store(&self, value: bool, order: std::sync::atomic::Ordering) {
                unsafe { store(self.v.get(), value as u8, order) }
            }
            pub fn swap(&self, value: bool, _order: std::sync::atomic::Ordering) -> bool {
                unsafe { swap(self.v.get(), value as u8) != 0 }
            }
            pub fn compare_exchange(
                &self,
                current: bool,
                new: bool,
                _success: std::sync::atomic::Ordering,
                failure: std::sync::atomic::Ordering,
            ) -> Result<bool, bool> {
                match unsafe { exchange(self.v.get(), current as u8, new as u8, failure) } {
                    Ok(old) => Ok(old != 0),
                    Err(old) => Err(old != 0),
                }
            }
            pub fn compare_exchange_weak(
                &self,
                current: bool,
                new: bool,
                success: std::sync::atomic::Ordering,
                failure: std::sync::atomic::Ordering,
            ) -> Result<bool, bool> {
                self.compare_exchange(current, new, success, failure)
            }
            pub fn fetch_and(&self, value: bool, order: std::sync::atomic::Ordering) -> bool {
                self.swap(unsafe { *self.v.get() != 0 } & value, order)
            }
            pub fn fetch_nand(&self, value: bool, order: std::sync::atomic::Ordering) -> bool {
                self.swap(!(unsafe { *self.v.get() != 0 } & value), order)
            }
            pub fn fetch_or(&self, value: bool, order: std::sync::atomic::Ordering) -> bool {
                self.swap(unsafe { *self.v.get() != 0 } | value, order)
            }
            pub fn fetch_xor(&self, value: bool, order: std::sync::atomic::Ordering) -> bool {
                self.swap(unsafe { *self.v.get() != 0 } ^ value, order)
            }
            pub fn fetch_not(&self, order: std::sync::atomic::Ordering) -> bool {
                self.fetch_xor(true, order)
            }
            pub fn fetch_update<F: FnMut(bool) -> Option<bool>>(
                &self,
                _set: std::sync::atomic::Ordering,
                fetch: std::sync::atomic::Ordering,
                f: F,
            ) -> Result<bool, bool> {
                unsafe { update(self.as_ptr(), fetch, f) }
            }
        }
        impl std::default::Default for std::sync::atomic::AtomicBool {
            fn default() -> std::sync::atomic::AtomicBool {
                std::sync::atomic::AtomicBool::new(false)
            }
        }
        impl std::convert::From<bool> for std::sync::atomic::AtomicBool {
            fn from(value: bool) -> std::sync::atomic::AtomicBool {
                std::sync::atomic::AtomicBool::new(value)
            }
        }
        impl std::fmt::Debug for std::sync::atomic::AtomicBool {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
                f.pad(if self.load(Ordering::Relaxed) { "true" } else { "false" })
            }
        }

        impl<T> std::sync::atomic::AtomicPtr<T> {
            pub const fn new(value: *mut T) -> std::sync::atomic::AtomicPtr<T> {
                AtomicPtr { p: std::cell::UnsafeCell::<*mut T>::new(value) }
            }
            pub const unsafe fn from_ptr<'a>(
                place: *mut *mut T,
            ) -> &'a std::sync::atomic::AtomicPtr<T> {
                &*(place as *const std::sync::atomic::AtomicPtr<T>)
            }
            pub fn get_mut(&mut self) -> &mut *mut T {
                self.p.get_mut()
            }
            pub fn into_inner(self) -> *mut T {
                self.p.into_inner()
            }
            pub const fn as_ptr(&self) -> *mut *mut T {
                self.p.get()
            }
            pub fn load(&self, order: std::sync::atomic::Ordering) -> *mut T {
                unsafe { load(self.p.get(), order) }
            }
            pub fn store(&self, value: *mut T, order: std::sync::atomic::Ordering) {
                unsafe { store(self.p.get(), value, order) }
            }
            pub fn swap(&self, value: *mut T, _order: std::sync::atomic::Ordering) -> *mut T {
                unsafe { swap(self.p.get(), value) }
            }
            pub fn compare_exchange(
                &self,
                current: *mut T,
                new: *mut T,
                _success: std::sync::atomic::Ordering,
                failure: std::sync::atomic::Ordering,
            ) -> Result<*mut T, *mut T> {
                unsafe { exchange(self.p.get(), current, new, failure) }
            }
            pub fn compare_exchange_weak(
                &self,
                current: *mut T,
                new: *mut T,
                _success: std::sync::atomic::Ordering,
                failure: std::sync::atomic::Ordering,
            ) -> Result<*mut T, *mut T> {
                unsafe { exchange(self.p.get(), current, new, failure) }
            }
            pub fn fetch_update<F: FnMut(*mut T) -> Option<*mut T>>(
                &self,
                _set: std::sync::atomic::Ordering,
                fetch: std::sync::atomic::Ordering,
                f: F,
            ) -> Result<*mut T, *mut T> {
                unsafe { update(self.p.get(), fetch, f) }
            }
            pub fn fetch_ptr_add(
                &self,
                count: usize,
                _order: std::sync::atomic::Ordering,
            ) -> *mut T {
                unsafe { swap(self.p.get(), (*self.p.get()).wrapping_add(count)) }
            }
            pub fn fetch_ptr_sub(
                &self,
                count: usize,
                _order: std::sync::atomic::Ordering,
            ) -> *mut T {
                unsafe { swap(self.p.get(), (*self.p.get()).wrapping_sub(count)) }
            }
        }
        impl<T> std::default::Default for std::sync::atomic::AtomicPtr<T> {
            fn default() -> std::sync::atomic::AtomicPtr<T> {
                std::sync::atomic::AtomicPtr::<T>::new(core::ptr::null_mut::<T>())
            }
        }
        impl<T> std::convert::From<*mut T> for std::sync::atomic::AtomicPtr<T> {
            fn from(value: *mut T) -> std::sync::atomic::AtomicPtr<T> {
                std::sync::atomic::AtomicPtr::<T>::new(value)
            }
        }
        impl<T> std::fmt::Debug for std::sync::atomic::AtomicPtr<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> Result<(), std::fmt::Error> {
                if std::models::write_pointer(&self.load(Ordering::Relaxed), f) {
                    return Ok(());
                }
                Err(std::fmt::Error)
            }
        }
    }
}
